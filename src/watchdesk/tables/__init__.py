"""Tables of incidents that the user holds: rows read, and each made into words and an event."""
