/* A PKCS#11 library that stands before a real one: it writes down which calls were made and, where
   told to, plays a fault instead. For tests only.

   SPY_REAL   the real library
   SPY_INIT   parameters for C_Initialize, which NSS wants and no binding passes
   SPY_LOG    a file; each watched call appends its name, and C_Login the length of its PIN
   SPY_PLAN   a file of lines, read at each call:
                C_Sign 0x30              answer so instead of asking the real library
                C_Sign hang              never answer
                C_Sign crash             end the process
                flags 0x20000            set these flags of each token
                label SAME               each token has this label
                raw-rsa 1                the token has no hash of its own
                waits 1                  C_WaitForSlotEvent waits until this line says another number
                typed 1234               what the person types on the PIN pad

   The function list of PKCS#11 2.40 is a version and 68 pointers in fixed order; only their
   positions are needed, so that no header has to be installed. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef unsigned long rv;
typedef unsigned long word;
enum { INITIALIZE = 0, FINALIZE = 1, GET_TOKEN_INFO = 6, GET_MECHANISM_LIST = 7,
       OPEN_SESSION = 12, LOGIN = 18, SIGN = 43, WAIT_FOR_SLOT_EVENT = 67 };
enum { RSA_PKCS = 1, SHA256_RSA_PKCS = 0x40, OS_LOCKING_OK = 2 };
enum { TOKEN_FLAGS = 96 }; /* after label, manufacturer, model and serial: 32 + 32 + 16 + 16 */

struct functions { unsigned char major, minor; void *at[68]; };
static struct functions *real, ours;

static int plan(const char *name, char *value, size_t size)
{
    const char *path = getenv("SPY_PLAN");
    char found[64], told[64];
    int there = 0;
    FILE *file = path ? fopen(path, "r") : NULL;
    if (!file) return 0;
    while (fscanf(file, "%63s %63s", found, told) == 2)
        if (!strcmp(found, name)) { snprintf(value, size, "%s", told); there = 1; }
    fclose(file);
    return there;
}

static void note(const char *text)
{
    const char *log = getenv("SPY_LOG");
    FILE *file = log ? fopen(log, "a") : NULL;
    if (file) { fprintf(file, "%s\n", text); fclose(file); }
}

static rv planned(const char *call)
{
    char told[64];
    note(call);
    if (!plan(call, told, sizeof told)) return 0;
    if (!strcmp(told, "hang")) for (;;) pause();
    if (!strcmp(told, "crash")) abort();
    return strtoul(told, NULL, 16);
}

static rv initialize(void *args)
{
    struct { void *mutex[4]; word flags; char *parameters; void *reserved; } given = { { NULL } };
    note("C_Initialize");
    given.flags = OS_LOCKING_OK;
    given.parameters = getenv("SPY_INIT");
    return ((rv (*)(void *))real->at[INITIALIZE])(given.parameters ? &given : args);
}

static rv get_token_info(word slot, void *info)
{
    char told[64];
    rv status = planned("C_GetTokenInfo");
    if (status) return status;
    status = ((rv (*)(word, void *))real->at[GET_TOKEN_INFO])(slot, info);
    if (!status && plan("flags", told, sizeof told))
        *(word *)((char *)info + TOKEN_FLAGS) |= strtoul(told, NULL, 16);
    if (!status && plan("label", told, sizeof told)) {
        memset(info, ' ', 32); /* the label comes first */
        memcpy(info, told, strlen(told) < 32 ? strlen(told) : 32);
    }
    return status;
}
static rv get_mechanism_list(word slot, word *list, word *count)
{
    char told[64];
    rv status = ((rv (*)(word, word *, word *))real->at[GET_MECHANISM_LIST])(slot, list, count);
    if (!status && list && plan("raw-rsa", told, sizeof told))
        for (word i = 0; i < *count; i++)
            if (list[i] == SHA256_RSA_PKCS) list[i] = RSA_PKCS;
    return status;
}
static rv open_session(word slot, word flags, void *app, void *notify, word *session)
{
    rv status = planned("C_OpenSession");
    return status ? status : ((rv (*)(word, word, void *, void *, word *))real->at[OPEN_SESSION])(
        slot, flags, app, notify, session);
}
static rv login(word session, word user, unsigned char *pin, word length)
{
    char text[64], told[64];
    rv status = planned("C_Login");
    snprintf(text, sizeof text, "length=%lu", pin ? length : 0);
    note(text);
    if (status) return status;
    /* A PIN pad: the person types on the reader; here the person is the plan. */
    if (!pin && plan("typed", told, sizeof told)) { pin = (unsigned char *)told; length = strlen(told); }
    return ((rv (*)(word, word, unsigned char *, word))real->at[LOGIN])(session, user, pin, length);
}
static rv sign(word session, unsigned char *data, word length, unsigned char *out, word *size)
{
    rv status = planned("C_Sign");
    return status ? status : ((rv (*)(word, unsigned char *, word, unsigned char *, word *))
        real->at[SIGN])(session, data, length, out, size);
}
static rv wait_for_slot_event(word flags, word *slot, void *reserved)
{
    char before[64] = "", now[64];
    int waits = plan("waits", before, sizeof before);
    (void)flags; (void)reserved;
    note("C_WaitForSlotEvent");
    if (!waits) return 0x54; /* CKR_FUNCTION_NOT_SUPPORTED */
    do { usleep(20000); strcpy(now, before); plan("waits", now, sizeof now); } while (!strcmp(now, before));
    *slot = 0;
    return 0;
}

rv C_GetFunctionList(struct functions **list)
{
    if (!real) {
        const char *path = getenv("SPY_REAL");
        void *library = path ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : NULL;
        rv (*get)(struct functions **) = library ? dlsym(library, "C_GetFunctionList") : NULL;
        if (!get || get(&real)) return 5; /* CKR_GENERAL_ERROR */
        ours = *real;
        ours.at[INITIALIZE] = initialize;
        ours.at[GET_TOKEN_INFO] = get_token_info;
        ours.at[GET_MECHANISM_LIST] = get_mechanism_list;
        ours.at[OPEN_SESSION] = open_session;
        ours.at[LOGIN] = login;
        ours.at[SIGN] = sign;
        ours.at[WAIT_FOR_SLOT_EVENT] = wait_for_slot_event;
    }
    *list = &ours;
    return 0;
}
