// Ends the process when the compiler itself is wrong.
#include "../include/fora_base.h"

#include <stdlib.h>

enum { DEFECT_STATUS = 3 };

void
fora_defect(const char *file, int line, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fflush(stdout);
    fprintf(stderr, "forac: internal error at %s:%d: ", file, line);
    vfprintf(stderr, format, arguments);
    fprintf(stderr,
            "\nThis is a defect of forac, not of your program. Please report it "
            "with the source and the command line.\n");
    va_end(arguments);
    exit(DEFECT_STATUS);
}
