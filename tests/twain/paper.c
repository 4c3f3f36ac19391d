#include "paper.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void path_to(char *path, const char *name) {
    const char *folder = getenv("TRAMSO_TWAIN_PAGES");
    snprintf(path, MAX_PATH, "%s\\%s", folder ? folder : ".", name);
}

int setting(const char *name, int otherwise) {
    char path[MAX_PATH];
    path_to(path, "source.ini");
    return GetPrivateProfileIntA(PRODUCT_NAME, name, otherwise, path);
}

static FILE *open_sheet(int number) {
    char name[24], path[MAX_PATH];
    snprintf(name, sizeof name, "%d.bmp", number);
    path_to(path, name);
    return fopen(path, "rb");
}

int count_sheets(void) {
    int number = 0;
    for (FILE *file; (file = open_sheet(number + 1)); number++)
        fclose(file);
    return number;
}

/* The sheet's file: its size, and its pixels behind 54 bytes of headers. */
static unsigned char *load_sheet(int number, int *width, int *height, long *row) {
    unsigned char *data = NULL;
    FILE *file = open_sheet(number);
    if (!file)
        return NULL;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    data = malloc(size);
    if (data && fread(data, size, 1, file) == 1) {
        BITMAPINFOHEADER *header = (BITMAPINFOHEADER *)(data + sizeof(BITMAPFILEHEADER));
        *width = header->biWidth;
        *height = header->biHeight;
        *row = (header->biWidth * 3L + 3) / 4 * 4;
    }
    fclose(file);
    return data;
}

void whole_sheet(double *area) {
    int width = 0, height = 0, dpi = setting("dpi", 75);
    long row;
    free(load_sheet(1, &width, &height, &row));
    area[0] = area[1] = 0;
    area[2] = (double)width / dpi;
    area[3] = (double)height / dpi;
}

void paper_on_lid(int number, double *area) {
    int width = 0, height = 0, dpi = setting("dpi", 75), right = 0, bottom = 0, left, top;
    long row = 0;
    unsigned char *sheet = load_sheet(number, &width, &height, &row);
    left = width;
    top = height;
    for (int y = 0; sheet && y < height; y++)
        for (int x = 0; x < width; x++) {
            /* rows of the file go upwards: its first one ends in the lower right corner */
            unsigned char *lid = sheet + 54 + 3L * (width - 1);
            unsigned char *here = sheet + 54 + (height - 1 - y) * row + 3L * x;
            if (abs(here[0] - lid[0]) + abs(here[1] - lid[1]) + abs(here[2] - lid[2]) < 60)
                continue;
            left = x < left ? x : left;
            top = y < top ? y : top;
            right = x + 1 > right ? x + 1 : right;
            bottom = y + 1;
        }
    free(sheet);
    if (right) {
        area[0] = (double)left / dpi;
        area[1] = (double)top / dpi;
        area[2] = (double)right / dpi;
        area[3] = (double)bottom / dpi;
    }
}

static unsigned char clipped(int level) {
    return (unsigned char)(level < 0 ? 0 : level > 255 ? 255 : level);
}

int scan_sheet(
    struct side *side, int number, const double *area, int resolution, int bits, int lighter
) {
    int width = 0, height = 0, dpi = setting("dpi", 75);
    long from_row = 0;
    unsigned char *sheet = load_sheet(number, &width, &height, &from_row);
    free(side->pixels);
    memset(side, 0, sizeof *side);
    if (!sheet)
        return 0;
    side->width = (int)((area[2] - area[0]) * resolution + 0.5);
    side->height = (int)((area[3] - area[1]) * resolution + 0.5);
    side->bits = bits;
    side->row = ((long)side->width * bits + 7) / 8;
    side->pixels = calloc(side->height, side->row);
    for (int y = 0; y < side->height; y++) {
        int from_y = (int)(area[1] * dpi + (y + 0.5) * dpi / resolution);
        from_y = from_y < height ? from_y : height - 1;
        unsigned char *line = sheet + 54 + (height - 1 - from_y) * from_row;
        unsigned char *to = side->pixels + y * side->row;
        for (int x = 0; x < side->width; x++) {
            int from_x = (int)(area[0] * dpi + (x + 0.5) * dpi / resolution);
            unsigned char *bgr = line + 3L * (from_x < width ? from_x : width - 1);
            unsigned char gray = clipped(((29 * bgr[0] + 150 * bgr[1] + 77 * bgr[2]) >> 8) + lighter);
            if (bits == 24)
                for (int k = 0; k < 3; k++)
                    to[3 * x + k] = clipped(bgr[2 - k] + lighter);
            else if (bits == 8)
                to[x] = gray;
            else if (gray > 127)
                to[x / 8] |= 0x80 >> (x % 8);
        }
    }
    free(sheet);
    return 1;
}
