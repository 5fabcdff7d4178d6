"""Opening a spreadsheet that somebody sent: in a process of its own that may neither grow nor dawdle."""
