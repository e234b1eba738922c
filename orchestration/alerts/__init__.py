"""Someone is told: what went wrong at night reaches a robot or a mailbox, with the next step."""
