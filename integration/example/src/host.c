// A program whose main() is C. It uses two modules through their headers.
#include <stdio.h>

#include "shapes.round.sley.h"
#include "util.sley.h"

int main(int argc, char **argv)
{
    sley_task *task = sley_open(argc, argv);
    printf("answer %lld, area %lld\n", (long long)m_util__answer(),
           (long long)m2_shapes__round__area(1));
    return sley_close(task, SLEY_OK);
}
