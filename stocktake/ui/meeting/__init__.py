"""Rating together in a meeting, on the whole screen."""
