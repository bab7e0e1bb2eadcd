"""What `make bench` and `make bench-numbers` measure; nothing else imports it."""
