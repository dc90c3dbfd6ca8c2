"""Where the studio keeps what it knows: database, blobs, queue, events and cards."""
