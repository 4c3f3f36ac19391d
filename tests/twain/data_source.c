/* A TWAIN data source for tests: a feeder whose sheets are the files 1.bmp, 2.bmp, ... of a folder.
 *
 * TRAMSO_TWAIN_PAGES: the folder. TRAMSO_TWAIN_JAM: the sheet, from 1, that jams.
 * States and messages: TWAIN 1.9, chapters 3 and 7.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#include "twain.h"

#ifndef TWCC_PAPERJAM
#define TWCC_PAPERJAM 20
#endif

struct capability {
    TW_UINT16 id, kind;
    TW_UINT32 value;
};

static struct capability capabilities[] = {
    {CAP_XFERCOUNT, TWTY_INT16, (TW_UINT32)-1},
    {CAP_FEEDERENABLED, TWTY_BOOL, 1},
    {CAP_FEEDERLOADED, TWTY_BOOL, 0},
    {CAP_AUTOFEED, TWTY_BOOL, 1},
    {CAP_INDICATORS, TWTY_BOOL, 1},
    {CAP_UICONTROLLABLE, TWTY_BOOL, 1},
    {0x1012 /* CAP_DUPLEX */, TWTY_UINT16, 1},
    {0x1013 /* CAP_DUPLEXENABLED */, TWTY_BOOL, 0},
    {ICAP_XFERMECH, TWTY_UINT16, TWSX_NATIVE},
    {ICAP_PIXELTYPE, TWTY_UINT16, TWPT_RGB},
    {ICAP_UNITS, TWTY_UINT16, TWUN_INCHES},
    {ICAP_XRESOLUTION, TWTY_FIX32, 300},
    {ICAP_YRESOLUTION, TWTY_FIX32, 300},
};

static TW_UINT16 condition;
static int sheets, sheet, ready;

static TW_UINT16 fail(TW_UINT16 code) {
    condition = code;
    return TWRC_FAILURE;
}

static FILE *open_sheet(int number) {
    char path[MAX_PATH];
    const char *folder = getenv("TRAMSO_TWAIN_PAGES");
    snprintf(path, sizeof path, "%s\\%d.bmp", folder ? folder : ".", number);
    return fopen(path, "rb");
}

static int count_sheets(void) {
    int number = 0;
    for (FILE *file; (file = open_sheet(number + 1)); number++)
        fclose(file);
    return number;
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
    strcpy(id->ProductName, "Test Feeder");
    return TWRC_SUCCESS;
}

static TW_UINT16 capability(pTW_CAPABILITY asked, TW_UINT16 message) {
    for (size_t k = 0; k < sizeof capabilities / sizeof *capabilities; k++) {
        struct capability *known = &capabilities[k];
        if (known->id != asked->Cap)
            continue;
        if (message == MSG_SET) {
            pTW_ONEVALUE given = GlobalLock(asked->hContainer);
            TW_UINT32 value = known->kind == TWTY_FIX32 ? (given->Item & 0xffff) : given->Item;
            GlobalUnlock(asked->hContainer);
            if (known->kind == TWTY_FIX32 && value > 600)
                return fail(TWCC_BADVALUE);
            known->value = value;
            return TWRC_SUCCESS;
        }
        if (known->id == CAP_FEEDERLOADED)
            known->value = count_sheets() > 0;
        asked->ConType = TWON_ONEVALUE;
        asked->hContainer = GlobalAlloc(GHND, sizeof(TW_ONEVALUE));
        pTW_ONEVALUE said = GlobalLock(asked->hContainer);
        said->ItemType = known->kind;
        said->Item = known->value;
        GlobalUnlock(asked->hContainer);
        return TWRC_SUCCESS;
    }
    return fail(TWCC_CAPUNSUPPORTED);
}

static TW_UINT16 user_interface(pTW_USERINTERFACE asked, TW_UINT16 message) {
    if (message == MSG_ENABLEDS) {
        sheets = count_sheets();
        sheet = 1;
        ready = 1;
        PostMessageW((HWND)asked->hParent, WM_APP, 0, 0); /* wakes the application's loop */
    }
    return TWRC_SUCCESS;
}

static TW_UINT16 event(pTW_EVENT asked) {
    asked->TWMessage = MSG_NULL;
    if (!ready)
        return TWRC_NOTDSEVENT;
    ready = 0;
    asked->TWMessage = sheets ? MSG_XFERREADY : MSG_CLOSEDSREQ;
    return TWRC_DSEVENT;
}

static TW_UINT16 pending(pTW_PENDINGXFERS asked, TW_UINT16 message) {
    if (message == MSG_ENDXFER)
        sheet++;
    if (message == MSG_RESET)
        sheet = sheets + 1;
    asked->Count = (TW_UINT16)(sheets - sheet + 1);
    return TWRC_SUCCESS;
}

static TW_UINT16 image_info(pTW_IMAGEINFO asked) {
    BITMAPINFOHEADER header;
    FILE *file = open_sheet(sheet);
    if (!file)
        return fail(TWCC_BUMMER);
    fseek(file, sizeof(BITMAPFILEHEADER), SEEK_SET);
    size_t read = fread(&header, sizeof header, 1, file);
    fclose(file);
    if (read != 1)
        return fail(TWCC_BUMMER);
    memset(asked, 0, sizeof *asked);
    asked->XResolution.Whole = asked->YResolution.Whole = 300;
    asked->ImageWidth = header.biWidth;
    asked->ImageLength = header.biHeight;
    asked->BitsPerPixel = header.biBitCount;
    asked->SamplesPerPixel = header.biBitCount / 8;
    asked->PixelType = header.biBitCount == 24 ? TWPT_RGB : TWPT_GRAY;
    return TWRC_SUCCESS;
}

static TW_UINT16 native_transfer(TW_HANDLE *picture) {
    const char *jam = getenv("TRAMSO_TWAIN_JAM");
    if (jam && atoi(jam) == sheet)
        return fail(TWCC_PAPERJAM);
    FILE *file = open_sheet(sheet);
    if (!file)
        return fail(TWCC_BUMMER);
    fseek(file, 0, SEEK_END);
    long size = ftell(file) - (long)sizeof(BITMAPFILEHEADER);
    fseek(file, sizeof(BITMAPFILEHEADER), SEEK_SET);
    HGLOBAL memory = GlobalAlloc(GHND, size);
    size_t read = fread(GlobalLock(memory), size, 1, file);
    GlobalUnlock(memory);
    fclose(file);
    if (read != 1)
        return fail(TWCC_BUMMER);
    *picture = memory;
    return TWRC_XFERDONE;
}

TW_UINT16 WINAPI DS_Entry(
    pTW_IDENTITY application, TW_UINT32 group, TW_UINT16 kind, TW_UINT16 message, TW_MEMREF data
) {
    (void)application;
    if (group == DG_CONTROL) {
        switch (kind) {
        case DAT_IDENTITY:
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
        }
    } else if (group == DG_IMAGE) {
        switch (kind) {
        case DAT_IMAGEINFO:
            return image_info(data);
        case DAT_IMAGENATIVEXFER:
            return native_transfer(data);
        }
    }
    return fail(TWCC_BADPROTOCOL);
}
