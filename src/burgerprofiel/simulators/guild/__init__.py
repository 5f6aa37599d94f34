"""An invented application of somebody else, with a look of its own: where entrepreneurs and associations sign in."""
