"""The address register of the demo, speaking the public contract of Basisregisters Vlaanderen (`/v2/adresmatch`)."""
