/* A SANE back-end for tests: a scanner of one white sheet of 64 by 64 pixels with a button of its
 * own, `scan`, which is down while the file named by TRAMSO_TEST_BUTTON exists; and with a sensor,
 * `page-loaded`, that is no button and always on. By the SANE standard 1.06. Loaded by libsane's dll
 * back-end as libsane-button.so.1, which looks for functions that bear the back-end's name.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sane/sane.h>
#include <sane/saneopts.h>

#define SIDE 64

static const SANE_Device device = {"desk", "Practice", "Button scanner", "flatbed scanner"};
static const SANE_Device *devices[] = {&device, NULL};
static int line;

#define SENSOR (SANE_CAP_SOFT_DETECT | SANE_CAP_HARD_SELECT)
static const SANE_Option_Descriptor options[] = {
    {"", "", "", SANE_TYPE_INT, SANE_UNIT_NONE, sizeof(SANE_Word), SANE_CAP_SOFT_DETECT,
     SANE_CONSTRAINT_NONE, {NULL}},
    {"scan", "Scan button", "Pressed at the device", SANE_TYPE_BOOL, SANE_UNIT_NONE,
     sizeof(SANE_Word), SENSOR, SANE_CONSTRAINT_NONE, {NULL}},
    {"page-loaded", "Page loaded", "Paper lies in the feeder", SANE_TYPE_BOOL, SANE_UNIT_NONE,
     sizeof(SANE_Word), SENSOR, SANE_CONSTRAINT_NONE, {NULL}},
};
#define COUNT ((SANE_Int) (sizeof options / sizeof options[0]))

SANE_Status sane_button_init(SANE_Int *version, SANE_Auth_Callback authorize)
{
    (void) authorize;
    if (version)
        *version = SANE_VERSION_CODE(1, 0, 0);
    return SANE_STATUS_GOOD;
}

void sane_button_exit(void) {}

SANE_Status sane_button_get_devices(const SANE_Device ***list, SANE_Bool local)
{
    (void) local;
    *list = devices;
    return SANE_STATUS_GOOD;
}

SANE_Status sane_button_open(SANE_String_Const name, SANE_Handle *handle)
{
    if (*name && strcmp(name, device.name) != 0)
        return SANE_STATUS_INVAL;
    *handle = &line;
    return SANE_STATUS_GOOD;
}

void sane_button_close(SANE_Handle handle) { (void) handle; }

const SANE_Option_Descriptor *sane_button_get_option_descriptor(SANE_Handle handle, SANE_Int option)
{
    (void) handle;
    return option >= 0 && option < COUNT ? &options[option] : NULL;
}

SANE_Status sane_button_control_option(SANE_Handle handle, SANE_Int option, SANE_Action action,
                                void *value, SANE_Int *info)
{
    const char *button = getenv("TRAMSO_TEST_BUTTON");
    (void) handle;
    if (info)
        *info = 0;
    if (action != SANE_ACTION_GET_VALUE || option < 0 || option >= COUNT)
        return SANE_STATUS_INVAL;
    *(SANE_Word *) value = option == 0   ? COUNT
                           : option == 1 ? (button && access(button, F_OK) == 0)
                                         : SANE_TRUE;
    return SANE_STATUS_GOOD;
}

SANE_Status sane_button_get_parameters(SANE_Handle handle, SANE_Parameters *parameters)
{
    (void) handle;
    *parameters = (SANE_Parameters){SANE_FRAME_GRAY, SANE_TRUE, SIDE, SIDE, SIDE, 8};
    return SANE_STATUS_GOOD;
}

SANE_Status sane_button_start(SANE_Handle handle)
{
    (void) handle;
    line = 0;
    return SANE_STATUS_GOOD;
}

SANE_Status sane_button_read(SANE_Handle handle, SANE_Byte *data, SANE_Int room, SANE_Int *length)
{
    (void) handle;
    *length = 0;
    if (line == SIDE)
        return SANE_STATUS_EOF;
    if (room < SIDE)
        return SANE_STATUS_INVAL;
    memset(data, 255, SIDE);
    *length = SIDE;
    line++;
    return SANE_STATUS_GOOD;
}

void sane_button_cancel(SANE_Handle handle) { (void) handle; }

SANE_Status sane_button_set_io_mode(SANE_Handle handle, SANE_Bool non_blocking)
{
    (void) handle;
    return non_blocking ? SANE_STATUS_UNSUPPORTED : SANE_STATUS_GOOD;
}

SANE_Status sane_button_get_select_fd(SANE_Handle handle, SANE_Int *fd)
{
    (void) handle;
    (void) fd;
    return SANE_STATUS_UNSUPPORTED;
}
