"""One language for every device: dialects of headsets, skeletons and microphones end here."""
