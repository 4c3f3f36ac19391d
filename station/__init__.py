"""What a clerk does: receive, capture, read, compare, certify, hand over; the command line."""
