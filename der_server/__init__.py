"""DER Server: emotion, avatar expression and dialogue advice from a headset's streams, over gRPC."""

__version__ = "0.1.0"
