"""`python -m burgerprofiel.site.launch`: what ./run executes."""

import sys
from collections.abc import Sequence

from burgerprofiel.site.launch import stopping
from burgerprofiel.site.launch.arguments import parse
from burgerprofiel.site.launch.problem import StartError
from burgerprofiel.site.launch.say import complain, say
from burgerprofiel.site.launch.start import run


def main(arguments: Sequence[str]) -> int:
    """Run until somebody stops it; 0 when they did, 1 when it could not go on."""
    options = parse(arguments)
    stopping.listen()
    try:
        run(options)
    except stopping.Stopped:
        say("\nStopped.")
    except StartError as problem:
        complain(str(problem))
        return 1
    except OSError as error:
        complain(f"{error.filename or options.data}: {error.strerror}.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
