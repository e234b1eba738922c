"""What starts runs by itself: jobs, the nightly schedule, the raw-folder and failure sensors."""
