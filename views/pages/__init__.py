"""What is seen and pressed: widgets that show values and hand the clerk's acts to presenters."""
