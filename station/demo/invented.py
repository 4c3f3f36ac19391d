"""Who is who at a desk that is not a real one: names and a PIN that are nobody's."""

# The soft token holds nothing of worth: its PIN is shown, so that the window can be tried.
PIN = "271828"
AGENCY = "Ủy ban nhân dân phường Thử Nghiệm"
AGENCY_CODE = "H26.99.1"
OFFICER = "Lê Thị Minh Họa"
TITLE = ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
