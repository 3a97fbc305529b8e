"""What one unit of a service costs: arithmetic only, in exact pounds."""
