"""What the avatar shows and how the dialogue changes: tables plus easing."""
