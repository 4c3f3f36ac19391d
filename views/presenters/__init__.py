"""What the window does, without Qt: presenters start jobs and hand values to pages."""
