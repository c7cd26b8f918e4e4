"""What is written in the life of the process: its shape, its checks. Pure: no screen, no SQL."""
