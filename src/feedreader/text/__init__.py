"""Strings made safe and normal: clean text, addresses, dates, durations. Standard library only."""
