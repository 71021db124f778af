"""What came back, large, on a screen that is turned to the client or shared."""
