/* The paper in our data source's feeder, and how the scanner is said to be: see data_source.c. */
#include <windows.h>

/* One side as it was scanned: rows from the top without padding, red first. */
struct side {
    int width, height, bits;
    long row;
    unsigned char *pixels;
};

/* A number of source.ini, from 1.bmp's folder. */
int setting(const char *name, int otherwise);

int count_sheets(void);

/* Left, top, right and bottom of the first sheet in inches. */
void whole_sheet(double *area);

/* The same of what lies on the lid, whose colour the lower right corner has. */
void paper_on_lid(int number, double *area);

/* Scan an area of a sheet, in inches; 0 when there is no such sheet. lighter: levels that are added. */
int scan_sheet(
    struct side *side, int number, const double *area, int resolution, int bits, int lighter
);
