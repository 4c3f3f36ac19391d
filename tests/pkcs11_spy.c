/* A PKCS#11 library that stands before a real one: it writes down which calls were made and, where
   told to, answers with an error instead. For tests only.

   SPY_REAL   the real library
   SPY_LOG    a file; each watched call appends its name
   SPY_PLAN   a file of lines "C_Sign 0x30": answer so instead of asking the real library

   The function list of PKCS#11 2.40 is a version and 68 pointers in fixed order; only their
   positions are needed, so that no header has to be installed. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned long rv;
typedef unsigned long word;
enum { INITIALIZE = 0, FINALIZE = 1, GET_TOKEN_INFO = 6, OPEN_SESSION = 12, LOGIN = 18, SIGN = 43 };
enum { ALREADY_INITIALIZED = 0x191 };

struct functions { unsigned char major, minor; void *at[68]; };
static struct functions *real, ours;

static rv planned(const char *call)
{
    const char *plan = getenv("SPY_PLAN"), *log = getenv("SPY_LOG");
    char name[64];
    unsigned long status, found = 0;
    FILE *file = log ? fopen(log, "a") : NULL;
    if (file) { fprintf(file, "%s\n", call); fclose(file); }
    file = plan ? fopen(plan, "r") : NULL;
    if (!file) return 0;
    while (fscanf(file, "%63s %lx", name, &status) == 2)
        if (!strcmp(name, call)) found = status;
    fclose(file);
    return found;
}

/* The test may hold the real library already; it stays open after the spy is done with it. */
static rv initialize(void *args)
{
    rv status = ((rv (*)(void *))real->at[INITIALIZE])(args);
    return status == ALREADY_INITIALIZED ? 0 : status;
}
static rv finalize(void *reserved) { (void)reserved; return 0; }

static rv get_token_info(word slot, void *info)
{
    rv status = planned("C_GetTokenInfo");
    return status ? status : ((rv (*)(word, void *))real->at[GET_TOKEN_INFO])(slot, info);
}
static rv open_session(word slot, word flags, void *app, void *notify, word *session)
{
    rv status = planned("C_OpenSession");
    return status ? status : ((rv (*)(word, word, void *, void *, word *))real->at[OPEN_SESSION])(
        slot, flags, app, notify, session);
}
static rv login(word session, word user, unsigned char *pin, word length)
{
    rv status = planned("C_Login");
    return status ? status : ((rv (*)(word, word, unsigned char *, word))real->at[LOGIN])(
        session, user, pin, length);
}
static rv sign(word session, unsigned char *data, word length, unsigned char *out, word *size)
{
    rv status = planned("C_Sign");
    return status ? status : ((rv (*)(word, unsigned char *, word, unsigned char *, word *))
        real->at[SIGN])(session, data, length, out, size);
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
        ours.at[FINALIZE] = finalize;
        ours.at[GET_TOKEN_INFO] = get_token_info;
        ours.at[OPEN_SESSION] = open_session;
        ours.at[LOGIN] = login;
        ours.at[SIGN] = sign;
    }
    *list = &ours;
    return 0;
}
