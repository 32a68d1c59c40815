"""What the model's monitoring counts (monitoring), over every case and partnership."""
