"""What the examiner sees and taps."""
