// Fuzzes the readers of bitcode and text: random sound programs are written, read back
// (which must change nothing), damaged, and read again (which may fail, not crash).
//     fuzz_bitcode --seed S --seconds N
#include <stdlib.h>
#include <string.h>

#include "fora_ir/include/fora_passes.h"
#include "random_ir.h"

typedef struct {
    uint64_t programs, damaged, accepted;
} totals;

static void
fail(uint64_t seed, const char *what, const char *why)
{
    printf("seed %llu: %s: %s\n", (unsigned long long)seed, what, why ? why : "");
    exit(1);
}

// Overwrites, removes, doubles or cuts parts of the bytes; returns the new length.
static size_t
damage(random_source *random, uint8_t *bytes, size_t length, size_t room)
{
    for (uint32_t i = 1 + random_below(random, 4); i > 0 && length > 1; i--) {
        uint32_t at = random_below(random, (uint32_t)length);
        uint32_t count = 1 + random_below(random, 8);
        if (count > length - at)
            count = (uint32_t)(length - at);
        switch (random_below(random, 5)) {
        case 0:
            bytes[at] = (uint8_t)random_next(random);
            break;
        case 1:
            bytes[at] ^= (uint8_t)(1u << random_below(random, 8));
            break;
        case 2:
            memmove(bytes + at, bytes + at + count, length - at - count);
            length -= count;
            break;
        case 3:
            if (length + count > room)
                break;
            memmove(bytes + at + count, bytes + at, length - at);
            length += count;
            break;
        default:
            if (random_below(random, 8) == 0)
                length = at;
            else
                bytes[at] = (uint8_t)(random_below(random, 2) ? 0xff : 0);
            break;
        }
    }
    return length;
}

static bool
read_bitcode(const uint8_t *bytes, size_t length)
{
    test_session s = test_session_new();
    const char *error;
    // A copy of exact size, so that a sanitizer sees every byte read behind the end.
    uint8_t *copy = malloc(length ? length : 1);
    memcpy(copy, bytes, length);
    fora_program *program =
        fora_bitcode_read(s.arena, s.names, s.sources, s.diags, copy, length, &error);
    if (program) {
        fora_text text;
        fora_text_init(&text, s.arena);
        fora_print_exact(program, &text);
    }
    free(copy);
    fora_arena_free(s.arena);
    return program != NULL;
}

static bool
read_text(const char *text, size_t length)
{
    test_session s = test_session_new();
    uint32_t file = fora_source_add(s.sources, "fuzz", text, length, false);
    bool read = fora_parse(s.arena, s.names, s.sources, s.diags, file) != NULL;
    fora_arena_free(s.arena);
    return read;
}

// The head of bitcode is left alone most of the time: behind a wrong one nothing is read.
static void
damage_and_read(random_source *random, const fora_text *written, bool bitcode,
                totals *t)
{
    size_t room = written->length + 64;
    uint8_t *bytes = malloc(room);
    for (int i = 0; i < 8; i++) {
        memcpy(bytes, written->bytes, written->length);
        size_t head = bitcode && random_below(random, 16) ? 13 : 0;
        size_t length =
            head + damage(random, bytes + head, written->length - head, room - head);
        t->damaged++;
        t->accepted += bitcode ? read_bitcode(bytes, length)
                               : read_text((const char *)bytes, length);
    }
    free(bytes);
}

static void
one_program(uint64_t seed, totals *t)
{
    random_source random = {seed};
    test_session s = test_session_new();
    fora_program *program = random_program(&s, &random);
    const char *fault = fora_verify(program, s.arena);
    if (fault)
        fail(seed, "the generated program is unsound", fault);
    fora_pass_options options = {.roundtrip_each = true};
    fora_pass_after(program, "random program", 0, &options);
    fora_text bitcode, text;
    fora_text_init(&bitcode, s.arena);
    fora_text_init(&text, s.arena);
    fora_bitcode_write(program, &bitcode);
    fora_print_exact(program, &text);
    damage_and_read(&random, &bitcode, true, t);
    damage_and_read(&random, &text, false, t);
    t->programs++;
    fora_arena_free(s.arena);
}

int
main(int count, char **arguments)
{
    uint64_t seed = 1;
    double seconds = 5;
    for (int i = 1; i + 1 < count; i += 2) {
        if (strcmp(arguments[i], "--seed") == 0)
            seed = strtoull(arguments[i + 1], NULL, 10);
        else if (strcmp(arguments[i], "--seconds") == 0)
            seconds = strtod(arguments[i + 1], NULL);
    }
    printf("seed %llu\n", (unsigned long long)seed);
    fflush(stdout);
    totals t = {0};
    double end = fora_seconds() + seconds;
    for (; fora_seconds() < end; seed++)
        one_program(seed, &t);
    printf("%llu programs, %llu damaged copies, of which %llu were still sound; last "
           "seed %llu\n",
           (unsigned long long)t.programs, (unsigned long long)t.damaged,
           (unsigned long long)t.accepted, (unsigned long long)seed - 1);
    return 0;
}
