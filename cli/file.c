// Output files: written beside their place and renamed, so that nothing partial is seen.
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

void
cli_fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("forac: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
}

// A name beside `path` for a file that will be renamed to it.
static char *
name_beside(fora_arena *arena, const char *path)
{
    return fora_printf(arena, "%s.%ld.part", path, (long)getpid());
}

// Renames, reports failure and then removes `from`.
static bool
move_file(const char *from, const char *to)
{
    if (rename(from, to) == 0)
        return true;
    cli_fail("cannot write `%s`: %s", to, strerror(errno));
    unlink(from);
    return false;
}

static bool
write_all(FILE *file, const void *bytes, size_t size)
{
    bool good = fwrite(bytes, 1, size, file) == size;
    if (fflush(file) != 0)
        good = false;
    return good;
}

static bool
write_stdout(const void *bytes, size_t size)
{
    if (write_all(stdout, bytes, size))
        return true;
    cli_fail("cannot write to standard output: %s", strerror(errno));
    return false;
}

// /dev/null, a pipe: nothing may take its place.
bool
cli_is_special(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && !S_ISREG(status.st_mode) &&
           !S_ISDIR(status.st_mode);
}

static bool
write_special(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    bool good = file && write_all(file, bytes, size);
    int reason = errno;
    if (file)
        fclose(file);
    if (!good)
        cli_fail("cannot write `%s`: %s", path, strerror(reason));
    return good;
}

static mode_t
file_mask(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return mask;
}

bool
cli_write_file(const char *path, const void *bytes, size_t size, bool executable)
{
    if (!strcmp(path, "-"))
        return write_stdout(bytes, size);
    if (cli_is_special(path))
        return write_special(path, bytes, size);
    fora_arena *arena = fora_arena_new();
    char *beside = name_beside(arena, path);
    cli_temporary_add(beside);
    FILE *file = fopen(beside, "wb");
    bool good = file && write_all(file, bytes, size);
    if (good && executable)
        good = fchmod(fileno(file), 0777 & ~file_mask()) == 0;
    int reason = errno;
    if (file && fclose(file) != 0 && good) {
        good = false;
        reason = errno;
    }
    if (!good) {
        cli_fail("cannot write `%s`: %s", path, strerror(reason));
        if (file)
            unlink(beside);
    } else {
        good = move_file(beside, path);
    }
    cli_temporary_done(beside);
    fora_arena_free(arena);
    return good;
}

char *
cli_read_file(fora_arena *arena, const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    fora_text text;
    fora_text_init(&text, arena);
    char part[1 << 16];
    for (size_t count; (count = fread(part, 1, sizeof part, file)) > 0;)
        fora_text_add(&text, part, count);
    fclose(file);
    *size = text.length;
    return text.bytes ? text.bytes : "";
}

char *
cli_temporary_folder(fora_arena *arena)
{
    const char *base = getenv("TMPDIR");
    char *folder = fora_printf(arena, "%s/forac.XXXXXX", base && *base ? base : "/tmp");
    if (mkdtemp(folder)) {
        cli_temporary_add(folder);
        return folder;
    }
    cli_fail("cannot make a temporary folder `%s`: %s", folder, strerror(errno));
    return NULL;
}

void
cli_remove_folder(const char *folder)
{
    DIR *entries = opendir(folder);
    if (!entries)
        return;
    fora_arena *arena = fora_arena_new();
    for (struct dirent *entry; (entry = readdir(entries));) {
        if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
            unlink(fora_printf(arena, "%s/%s", folder, entry->d_name));
    }
    closedir(entries);
    fora_arena_free(arena);
    rmdir(folder);
    cli_temporary_done(folder);
}
