"""Windows, masks and normalisation, used alike by serving and by training."""
