/* A TWAIN data source for tests: a scanner whose sheets are the files 1.bmp, 2.bmp, ... of a folder
 * (24 bits a pixel), fronts and backs in turn.
 *
 * TRAMSO_TWAIN_PAGES names the folder. Its source.ini says, under [source], what the scanner is like
 * and how it misbehaves; sides count from 1:
 *   dpi=N             of the files; 75 where it is not said
 *   feeder=0 duplex=0 it has none
 *   range=1           resolutions are a range from 50 to 600, not a list
 *   detects=1         it can find the paper's edges on its lid, and then does not know sizes before
 *   rounds=1          a resolution it does not have becomes the next lower one (TWRC_CHECKSTATUS)
 *   open_fails=CODE   opening fails with this condition code
 *   open_hangs=1      opening never returns
 *   fail_at=N fail_with=CODE, cancel_at=N, hang_at=N, crash_at=N
 *   short_at=N        half of the side is not there, though its size says so
 *   colours_uncounted=1  bitmaps leave the number of their colours open
 *   huge_at=N         the side says that it is 60,000 pixels wide and high
 *
 * It keeps to the states of TWAIN 2.5, chapter 2: what comes out of order is TWCC_SEQERROR. It also
 * counts the pictures that the application has not freed, and gives none while there are two.
 */
#include <string.h>
#include <windows.h>

#include "paper.h"
#include "twain.h"

/* Newer than the header. */
#define TRAMSO_CAP_DUPLEX 0x1012
#define TRAMSO_CAP_DUPLEXENABLED 0x1013

#define MOST_OFFERED 5
#define MOST_UNFREED 2

struct capability {
    TW_UINT16 id, kind;
    TW_INT32 value;
    TW_INT32 offered[MOST_OFFERED]; /* up to the first 0 that is not its first entry */
};

static const struct capability at_opening[] = {
    {CAP_XFERCOUNT, TWTY_INT16, -1, {0}},
    {CAP_FEEDERENABLED, TWTY_BOOL, 0, {0}},
    {CAP_FEEDERLOADED, TWTY_BOOL, 0, {0}},
    {CAP_AUTOFEED, TWTY_BOOL, 1, {0}},
    {CAP_INDICATORS, TWTY_BOOL, 1, {0}},
    {CAP_UICONTROLLABLE, TWTY_BOOL, 1, {0}},
    {TRAMSO_CAP_DUPLEX, TWTY_UINT16, 0, {0}},
    {TRAMSO_CAP_DUPLEXENABLED, TWTY_BOOL, 0, {0}},
    {ICAP_XFERMECH, TWTY_UINT16, TWSX_NATIVE, {TWSX_NATIVE, TWSX_MEMORY}},
    {ICAP_PIXELTYPE, TWTY_UINT16, TWPT_BW, {TWPT_BW, TWPT_GRAY, TWPT_RGB}},
    {ICAP_UNITS, TWTY_UINT16, TWUN_INCHES, {0}},
    {ICAP_XRESOLUTION, TWTY_FIX32, 75, {75, 100, 150, 300}},
    {ICAP_YRESOLUTION, TWTY_FIX32, 75, {75, 100, 150, 300}},
    {ICAP_BRIGHTNESS, TWTY_FIX32, 0, {0}},
    {ICAP_UNDEFINEDIMAGESIZE, TWTY_BOOL, 0, {0}},
    {ICAP_AUTOMATICBORDERDETECTION, TWTY_BOOL, 0, {0}},
};
#define CAPABILITIES (sizeof at_opening / sizeof *at_opening)

static struct capability capabilities[CAPABILITIES];
static TW_UINT16 condition;
static int state = 3; /* as TWAIN counts them */
static int sides, side, ready;
static double frame[4]; /* left, top, right, bottom in inches */
static HGLOBAL unfreed[MOST_UNFREED];

static struct side scan; /* the side that is being given */
static int rows_given;   /* of it, by memory transfer */

static TW_UINT16 fail(TW_UINT16 code) {
    condition = code;
    return TWRC_FAILURE;
}

static struct capability *known(TW_UINT16 id) {
    for (size_t k = 0; k < CAPABILITIES; k++)
        if (capabilities[k].id == id)
            return &capabilities[k];
    return NULL;
}

static int value_of(TW_UINT16 id) {
    return (int)known(id)->value;
}

static int offered_count(const struct capability *each) {
    int count = 0;
    while (count < MOST_OFFERED && (each->offered[count] || (count == 0 && each->offered[1])))
        count++;
    return count;
}

/* Which file the side is: without duplex, only the fronts are scanned. */
static int file_of(int number) {
    return value_of(TRAMSO_CAP_DUPLEXENABLED) ? number : 2 * number - 1;
}

/* Scan the side as the capabilities and the frame say. */
static int scan_side(void) {
    int type = value_of(ICAP_PIXELTYPE), lighter = value_of(ICAP_BRIGHTNESS) * 255 / 1000;
    int bits = type == TWPT_RGB ? 24 : type == TWPT_GRAY ? 8 : 1;
    double area[4];
    rows_given = 0;
    memcpy(area, frame, sizeof area);
    if (value_of(ICAP_AUTOMATICBORDERDETECTION))
        paper_on_lid(file_of(side), area);
    return scan_sheet(&scan, file_of(side), area, value_of(ICAP_XRESOLUTION), bits, lighter);
}

static TW_UINT16 identity(pTW_IDENTITY id) {
    TW_UINT32 given = id->Id;
    memset(id, 0, sizeof *id);
    id->Id = given;
    id->ProtocolMajor = 1;
    id->ProtocolMinor = 9;
    id->SupportedGroups = DG_CONTROL | DG_IMAGE;
    id->Version.MajorNum = 1;
    strcpy(id->Manufacturer, "TramSo");
    strcpy(id->ProductFamily, "Test");
    strcpy(id->ProductName, PRODUCT_NAME);
    return TWRC_SUCCESS;
}

static TW_UINT16 open_source(void) {
    int code = setting("open_fails", 0);
    if (code)
        return fail((TW_UINT16)code);
    if (setting("open_hangs", 0))
        Sleep(INFINITE);
    memcpy(capabilities, at_opening, sizeof capabilities);
    known(CAP_FEEDERENABLED)->value = setting("feeder", 1);
    known(TRAMSO_CAP_DUPLEX)->value = setting("duplex", 1);
    whole_sheet(frame);
    state = 4;
    return TWRC_SUCCESS;
}

static void put_item(unsigned char *at, const struct capability *each, TW_INT32 value) {
    int size = each->kind == TWTY_FIX32 ? 4 : 2;
    TW_INT32 item = each->kind == TWTY_FIX32 ? value & 0xffff : value;
    memcpy(at, &item, size);
}

static TW_UINT16 say(pTW_CAPABILITY asked, const struct capability *each, int all) {
    int count = all ? offered_count(each) : 0;
    asked->hContainer = GlobalAlloc(GHND, 64);
    unsigned char *to = GlobalLock(asked->hContainer);
    if (count && each->kind == TWTY_FIX32 && setting("range", 0)) {
        TW_RANGE *range = (TW_RANGE *)to;
        asked->ConType = TWON_RANGE;
        range->MinValue = 50;
        range->MaxValue = 600;
        range->StepSize = 50;
        range->DefaultValue = range->CurrentValue = each->value;
    } else if (count) {
        TW_ENUMERATION *list = (TW_ENUMERATION *)to;
        asked->ConType = TWON_ENUMERATION;
        list->NumItems = count;
        for (int k = 0; k < count; k++) {
            if (each->offered[k] == each->value)
                list->CurrentIndex = k;
            put_item(list->ItemList + k * (each->kind == TWTY_FIX32 ? 4 : 2), each, each->offered[k]);
        }
    } else {
        asked->ConType = TWON_ONEVALUE;
        put_item((unsigned char *)&((TW_ONEVALUE *)to)->Item, each, each->value);
    }
    *(TW_UINT16 *)to = each->kind; /* each container begins with it */
    GlobalUnlock(asked->hContainer);
    return TWRC_SUCCESS;
}

static TW_UINT16 take(pTW_CAPABILITY asked, struct capability *each) {
    pTW_ONEVALUE given = GlobalLock(asked->hContainer);
    TW_INT32 value = (TW_INT16)(given->Item & 0xffff);
    GlobalUnlock(asked->hContainer);
    int count = offered_count(each);
    if (state != 4)
        return fail(TWCC_SEQERROR);
    if (count && !(each->kind == TWTY_FIX32 && setting("range", 0))) {
        TW_INT32 lower = each->offered[0];
        for (int k = 0; k < count; k++)
            if (each->offered[k] <= value)
                lower = each->offered[k];
        if (lower != value && !setting("rounds", 0))
            return fail(TWCC_BADVALUE);
        each->value = lower;
        return lower == value ? TWRC_SUCCESS : TWRC_CHECKSTATUS;
    }
    if (count && (value < 50 || value > 600))
        return fail(TWCC_BADVALUE);
    each->value = value;
    return TWRC_SUCCESS;
}

static TW_UINT16 capability(pTW_CAPABILITY asked, TW_UINT16 message) {
    struct capability *each = known(asked->Cap);
    int of_feeder = asked->Cap >= CAP_FEEDERENABLED && asked->Cap <= CAP_FEEDERLOADED;
    if (!each || (of_feeder && !setting("feeder", 1)))
        return fail(TWCC_CAPUNSUPPORTED);
    if (asked->Cap == TRAMSO_CAP_DUPLEXENABLED && !setting("duplex", 1))
        return fail(TWCC_CAPUNSUPPORTED);
    int of_edges = asked->Cap == ICAP_UNDEFINEDIMAGESIZE || asked->Cap == ICAP_AUTOMATICBORDERDETECTION;
    if (of_edges && !setting("detects", 0))
        return fail(TWCC_CAPUNSUPPORTED);
    if (asked->Cap == ICAP_AUTOMATICBORDERDETECTION && message == MSG_SET &&
        !value_of(ICAP_UNDEFINEDIMAGESIZE)) /* TWAIN 2.5, chapter 10: it needs that one */
        return fail(TWCC_CAPSEQERROR);
    if (message == MSG_SET)
        return take(asked, each);
    if (each->id == CAP_FEEDERLOADED)
        each->value = count_sheets() > 0;
    return say(asked, each, message == MSG_GET);
}

static TW_UINT16 image_layout(pTW_IMAGELAYOUT asked, TW_UINT16 message) {
    TW_FIX32 *edges = (TW_FIX32 *)&asked->Frame;
    double sheet[4];
    int changed = 0;
    whole_sheet(sheet);
    if (message == MSG_SET) {
        for (int k = 0; k < 4; k++) {
            frame[k] = edges[k].Whole + edges[k].Frac / 65536.0;
            if (frame[k] > sheet[k % 2 + 2]) {
                frame[k] = sheet[k % 2 + 2];
                changed = 1;
            }
        }
        return changed ? TWRC_CHECKSTATUS : TWRC_SUCCESS;
    }
    for (int k = 0; k < 4; k++) {
        edges[k].Whole = (TW_INT16)frame[k];
        edges[k].Frac = (TW_UINT16)((frame[k] - edges[k].Whole) * 65536);
    }
    return TWRC_SUCCESS;
}

static TW_UINT16 user_interface(pTW_USERINTERFACE asked, TW_UINT16 message) {
    if (state != (message == MSG_ENABLEDS ? 4 : 5))
        return fail(TWCC_SEQERROR);
    state = 4;
    if (message == MSG_ENABLEDS) {
        int sheets = count_sheets();
        sides = value_of(TRAMSO_CAP_DUPLEXENABLED) ? sheets : (sheets + 1) / 2;
        if (!value_of(CAP_FEEDERENABLED) && sides > 1)
            sides = 1;
        side = 1;
        ready = 1;
        state = 5;
        PostMessageW((HWND)asked->hParent, WM_APP, 0, 0); /* wakes the application's loop */
    }
    return TWRC_SUCCESS;
}

static TW_UINT16 event(pTW_EVENT asked) {
    asked->TWMessage = MSG_NULL;
    if (!ready)
        return TWRC_NOTDSEVENT;
    ready = 0;
    state = sides ? 6 : 5;
    asked->TWMessage = sides ? MSG_XFERREADY : MSG_CLOSEDSREQ;
    return TWRC_DSEVENT;
}

static TW_UINT16 pending(pTW_PENDINGXFERS asked, TW_UINT16 message) {
    if (message == MSG_GET) {
        asked->Count = (TW_UINT16)(sides - side + 1);
        return TWRC_SUCCESS;
    }
    if (state != 6 && !(state == 7 && message == MSG_ENDXFER))
        return fail(TWCC_SEQERROR);
    side = message == MSG_ENDXFER ? side + 1 : sides + 1;
    asked->Count = (TW_UINT16)(sides - side + 1);
    state = asked->Count ? 6 : 5;
    return TWRC_SUCCESS;
}

static TW_UINT16 image_info(pTW_IMAGEINFO asked) {
    if (state != 6 || !scan_side())
        return fail(TWCC_SEQERROR);
    memset(asked, 0, sizeof *asked);
    asked->XResolution.Whole = asked->YResolution.Whole = (TW_INT16)value_of(ICAP_XRESOLUTION);
    asked->ImageWidth = scan.width;
    asked->ImageLength = scan.height;
    asked->BitsPerPixel = (TW_INT16)scan.bits;
    asked->SamplesPerPixel = scan.bits == 24 ? 3 : 1;
    for (int k = 0; k < asked->SamplesPerPixel; k++)
        asked->BitsPerSample[k] = scan.bits == 1 ? 1 : 8;
    asked->PixelType = (TW_INT16)value_of(ICAP_PIXELTYPE);
    return TWRC_SUCCESS;
}

/* What a side does instead of coming; TWRC_SUCCESS when it comes. */
static TW_UINT16 misbehave(void) {
    if (state != 6 && !(state == 7 && rows_given))
        return fail(TWCC_SEQERROR);
    if (setting("hang_at", 0) == side)
        Sleep(INFINITE);
    if (setting("crash_at", 0) == side)
        *(volatile int *)16 = 1;
    if (setting("fail_at", 0) == side)
        return fail((TW_UINT16)setting("fail_with", TWCC_PAPERJAM));
    if (setting("cancel_at", 0) == side) {
        state = 7;
        return TWRC_CANCEL;
    }
    if (!scan.pixels && !scan_side())
        return fail(TWCC_BUMMER);
    return TWRC_SUCCESS;
}

static int remember(HGLOBAL picture) {
    for (int k = 0; k < MOST_UNFREED; k++)
        if (!unfreed[k] || unfreed[k] == picture || /* handles come again */
            GlobalFlags(unfreed[k]) == GMEM_INVALID_HANDLE) {
            unfreed[k] = picture;
            return 1;
        }
    return 0;
}

static TW_UINT16 native_transfer(TW_HANDLE *picture) {
    TW_UINT16 trouble = misbehave();
    if (trouble != TWRC_SUCCESS)
        return trouble;
    int colours = scan.bits == 24 ? 0 : 1 << scan.bits;
    long row = (scan.row + 3) / 4 * 4, head = sizeof(BITMAPINFOHEADER) + 4L * colours;
    int rows = setting("short_at", 0) == side ? scan.height / 2 : scan.height;
    HGLOBAL memory = GlobalAlloc(GHND, head + rows * row);
    if (!memory || !remember(memory))
        return fail(TWCC_LOWMEMORY);
    unsigned char *to = GlobalLock(memory);
    BITMAPINFOHEADER *header = (BITMAPINFOHEADER *)to;
    int huge = setting("huge_at", 0) == side;
    header->biSize = sizeof *header;
    header->biWidth = huge ? 60000 : scan.width;
    header->biHeight = huge ? 60000 : scan.height;
    header->biPlanes = 1;
    header->biBitCount = (WORD)scan.bits;
    header->biXPelsPerMeter = header->biYPelsPerMeter = value_of(ICAP_XRESOLUTION) * 10000 / 254;
    header->biClrUsed = setting("colours_uncounted", 0) ? 0 : colours;
    for (int k = 0; k < colours; k++)
        memset(to + sizeof *header + 4 * k, k * 255 / (colours - 1), 3);
    for (int y = 0; y < rows; y++) {
        unsigned char *line = to + head + (long)(rows - 1 - y) * row;
        memcpy(line, scan.pixels + y * scan.row, scan.row);
        if (scan.bits == 24)
            for (int x = 0; x < scan.width; x++) { /* blue first */
                unsigned char red = line[3 * x];
                line[3 * x] = line[3 * x + 2];
                line[3 * x + 2] = red;
            }
    }
    GlobalUnlock(memory);
    *picture = memory;
    state = 7;
    return TWRC_XFERDONE;
}

static TW_UINT16 memory_sizes(pTW_SETUPMEMXFER asked) {
    asked->MinBufSize = scan.row ? scan.row : 4096;
    asked->Preferred = 100 * asked->MinBufSize;
    asked->MaxBufSize = 1000 * asked->MinBufSize;
    return TWRC_SUCCESS;
}

static TW_UINT16 memory_transfer(pTW_IMAGEMEMXFER asked) {
    TW_UINT16 trouble = misbehave();
    if (trouble != TWRC_SUCCESS)
        return trouble;
    int last = setting("short_at", 0) == side ? scan.height / 2 : scan.height;
    int rows = (int)(asked->Memory.Length / scan.row);
    if (rows > last - rows_given)
        rows = last - rows_given;
    memcpy(asked->Memory.TheMem, scan.pixels + rows_given * scan.row, rows * scan.row);
    asked->Compression = TWCP_NONE;
    asked->BytesPerRow = scan.row;
    asked->Columns = scan.width;
    asked->Rows = rows;
    asked->XOffset = 0;
    asked->YOffset = rows_given;
    asked->BytesWritten = rows * scan.row;
    rows_given += rows;
    state = 7;
    return rows_given == last ? TWRC_XFERDONE : TWRC_SUCCESS;
}

TW_UINT16 WINAPI DS_Entry(
    pTW_IDENTITY application, TW_UINT32 group, TW_UINT16 kind, TW_UINT16 message, TW_MEMREF data
) {
    (void)application;
    if (group == DG_CONTROL) {
        switch (kind) {
        case DAT_IDENTITY:
            if (message == MSG_OPENDS)
                return open_source();
            if (message == MSG_CLOSEDS) {
                if (state != 4)
                    return fail(TWCC_SEQERROR);
                state = 3;
            }
            return message == MSG_GET ? identity(data) : TWRC_SUCCESS;
        case DAT_STATUS:
            ((pTW_STATUS)data)->ConditionCode = condition;
            condition = TWCC_SUCCESS;
            return TWRC_SUCCESS;
        case DAT_CAPABILITY:
            return capability(data, message);
        case DAT_USERINTERFACE:
            return user_interface(data, message);
        case DAT_EVENT:
            return event(data);
        case DAT_PENDINGXFERS:
            return pending(data, message);
        case DAT_SETUPMEMXFER:
            return memory_sizes(data);
        }
    } else if (group == DG_IMAGE) {
        switch (kind) {
        case DAT_IMAGEINFO:
            return image_info(data);
        case DAT_IMAGELAYOUT:
            return image_layout(data, message);
        case DAT_IMAGENATIVEXFER:
            return native_transfer(data);
        case DAT_IMAGEMEMXFER:
            return memory_transfer(data);
        }
    }
    return fail(TWCC_BADPROTOCOL);
}
