// Growing text buffers.
#include "../include/fora_base.h"

#include <string.h>

void
fora_text_init(fora_text *text, fora_arena *arena)
{
    *text = (fora_text){.arena = arena};
}

// Room for `more` bytes and the closing NUL.
static void
reserve(fora_text *text, size_t more)
{
    if (more >= UINT32_MAX - 1 - text->length)
        FORA_DEFECT("a text of more than 4 GiB");
    text->bytes = fora_grow(text->arena, text->bytes, &text->capacity,
                            text->length + (uint32_t)more + 1, 1);
}

void
fora_text_add(fora_text *text, const char *bytes, size_t length)
{
    reserve(text, length);
    if (length)
        memcpy(text->bytes + text->length, bytes, length);
    text->length += (uint32_t)length;
    text->bytes[text->length] = 0;
}

void
fora_text_printf(fora_text *text, const char *format, ...)
{
    reserve(text, 64);
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    size_t room = text->capacity - text->length;
    int length = vsnprintf(text->bytes + text->length, room, format, arguments);
    va_end(arguments);
    FORA_ASSERT(length >= 0);
    if ((size_t)length >= room) {
        reserve(text, (size_t)length);
        vsnprintf(text->bytes + text->length, (size_t)length + 1, format, again);
    }
    va_end(again);
    text->length += (uint32_t)length;
}

// Bytes from 0x80 on are passed on as they are: texts are UTF-8, and a reader needs no
// more than the escapes below to get any bytes back.
void
fora_text_quote(fora_text *text, const char *bytes, size_t length)
{
    fora_text_add(text, "\"", 1);
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c == '"' || c == '\\')
            fora_text_printf(text, "\\%c", c);
        else if (c == '\n')
            fora_text_add(text, "\\n", 2);
        else if (c < 0x20 || c == 0x7f)
            fora_text_printf(text, "\\x%02x", c);
        else
            fora_text_add(text, bytes + i, 1);
    }
    fora_text_add(text, "\"", 1);
}
