"""What starts runs by itself: the job of a quarter, the nightly schedule, the raw-folder sensor."""
