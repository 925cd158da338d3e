/* The example of a help desk is killed in the middle of its work, again and again: what it answered for is there, and it goes on. */
#define _XOPEN_SOURCE 700 /* fork, kill, mkdtemp */
#include "check.h"
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define main helpdesk
#include "../../../examples/helpdesk.c"
#undef main

#define ROUNDS 4
#define ANSWERS 25

static char tickets[ROUNDS * ANSWERS * 2][32];
static int kept;

/* The program itself, with a pipe at each end. */
static pid_t start(char *path, FILE **in, FILE **out) {
    int to[2], from[2];
    pid_t child;
    char *argv[] = {(char *)"helpdesk", path, NULL};
    if (pipe(to) || pipe(from)) return -1;
    child = fork();
    if (child == 0) {
        dup2(to[0], 0);
        dup2(from[1], 1);
        close(to[1]);
        close(from[0]);
        _exit(helpdesk(2, argv));
    }
    close(to[0]);
    close(from[1]);
    *in = fdopen(to[1], "w");
    *out = fdopen(from[0], "r");
    return child;
}

static void keep(const char *line) {
    const char *at = strstr(line, "\"stream\":\"");
    if (strncmp(line, "done", 4) == 0 && strchr(line, '\n') && at && kept < ROUNDS * ANSWERS * 2)
        sscanf(at + strlen("\"stream\":\""), "%31[^\"]", tickets[kept++]);
}

static void killed(char *path, int answers) {
    static char line[65536];
    FILE *in, *out;
    pid_t child = start(path, &in, &out);
    int n;
    CHECK(child > 0);
    for (n = 0; n < 200; n++) fprintf(in, "new mari Parcel %d of \"many\"\n", n);
    fflush(in);
    for (n = 0; n < answers && fgets(line, sizeof line, out); n++) keep(line);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    while (fgets(line, sizeof line, out)) keep(line);
    fclose(in);
    fclose(out);
}

int main(void) {
    char folder[] = "/tmp/sundesk-helpdesk-XXXXXX", path[64], keys[80], *answer = NULL;
    sundesk_desk *desk = NULL;
    uint64_t version = 0;
    int round, i;
    CHECK(mkdtemp(folder) != NULL);
    snprintf(path, sizeof path, "%s/desk.db", folder);
    snprintf(keys, sizeof keys, "%s.keys", path);
    for (round = 0; round < ROUNDS; round++) killed(path, 1 + round * ANSWERS / 3);
    CHECK(kept > ANSWERS);
    CHECK(sundesk_desk_open(path, NULL, NULL, &desk, NULL) == SUNDESK_OK);
    for (i = 0; i < kept; i++) CHECK(sundesk_desk_version(desk, tickets[i], &version, NULL) == SUNDESK_OK && version > 0);
    CHECK(sundesk_desk_call(desk, "{\"call\": \"verify\"}", &answer, NULL) == SUNDESK_OK);
    sundesk_string_free(answer);
    sundesk_desk_free(desk);
    for (i = 0; i < 2; i++) {
        const char *endings[] = {"-wal", "-shm"};
        char name[96];
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        unlink(name);
        snprintf(name, sizeof name, "%s%s", keys, endings[i]);
        unlink(name);
    }
    unlink(path);
    unlink(keys);
    rmdir(folder);
    return closing();
}
