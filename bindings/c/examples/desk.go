// A desk's first reply from Go: open hours, due time, breach, and the mail to the customer. README.md says how to run it.
package main

/*
#cgo LDFLAGS: -lsundesk
#include <stdlib.h>
#include <sundesk.h>
*/
import "C"

import (
	"errors"
	"fmt"
	"log"
	"os"
	"time"
	"unsafe"
)

// ---- the wrapper: copy this ----

// Error is a refused call; Code is a sundesk_status.
type Error struct {
	Code    int
	Message string
}

func (e *Error) Error() string { return e.Message }

// failed is nil for SUNDESK_OK; otherwise it reads the error and frees it.
func failed(status C.sundesk_status, err **C.sundesk_error) error {
	if status == C.SUNDESK_OK {
		return nil
	}
	defer C.sundesk_error_free(*err)
	return &Error{int(status), C.GoString(C.sundesk_error_message(*err))}
}

// texts are texts for C, alive until free.
type texts []*C.char

func (t *texts) c(text string) *C.char {
	*t = append(*t, C.CString(text))
	return (*t)[len(*t)-1]
}

func (t *texts) free() {
	for _, text := range *t {
		C.free(unsafe.Pointer(text))
	}
}

// Desk holds the open hours and the promises. Any number of goroutines may share it.
type Desk struct {
	office    *C.sundesk_calendar
	calendars *C.sundesk_calendars
	policies  *C.sundesk_policies
}

// NewDesk reads a calendar document and a policy document; the promises run in the open hours.
func NewDesk(calendar, policies string) (*Desk, error) {
	var t texts
	defer t.free()
	var desk Desk
	var err *C.sundesk_error
	status := C.sundesk_calendar_new(t.c(calendar), nil, &desk.office, &err)
	if status == C.SUNDESK_OK {
		status = C.sundesk_calendars_new(desk.office, &desk.calendars, &err)
	}
	if status == C.SUNDESK_OK {
		status = C.sundesk_policies_new(t.c(policies), nil, &desk.policies, &err)
	}
	if status != C.SUNDESK_OK {
		desk.Close() // what was made before the failure; NULL is fine
		return nil, failed(status, &err)
	}
	return &desk, nil
}

// Close frees the desk.
func (d *Desk) Close() {
	C.sundesk_policies_free(d.policies)
	C.sundesk_calendars_free(d.calendars)
	C.sundesk_calendar_free(d.office)
}

// IsOpen says whether somebody is there at an instant.
func (d *Desk) IsOpen(at time.Time) (bool, error) {
	var open C.int32_t
	var err *C.sundesk_error
	status := C.sundesk_calendar_is_open(d.office, C.int64_t(at.UnixMicro()), &open, &err)
	return open == 1, failed(status, &err)
}

// Metric says where a promise to a ticket, given as its events in JSON, stands at an instant.
func (d *Desk) Metric(events string, now time.Time, name string) (metric C.sundesk_metric, _ error) {
	var t texts
	defer t.free()
	var ticket *C.sundesk_history
	var err *C.sundesk_error
	status := C.sundesk_history_new(t.c(events), &ticket, &err)
	defer func() { C.sundesk_history_free(ticket) }()
	if status == C.SUNDESK_OK {
		metric.struct_size = C.sizeof_sundesk_metric
		status = C.sundesk_sla_metric(d.policies, d.calendars, ticket, C.int64_t(now.UnixMicro()), t.c(name), &metric, &err)
	}
	return metric, failed(status, &err)
}

// StarterText is a text of the starter catalog; args and delivery are JSON. A program that sends many keeps its templates.
func StarterText(config, id, args, delivery string) (string, error) {
	var t texts
	defer t.free()
	var templates *C.sundesk_templates
	var out *C.char
	var err *C.sundesk_error
	status := C.sundesk_templates_from_sources(nil, t.c(config), nil, &templates, &err)
	defer func() { C.sundesk_templates_free(templates); C.sundesk_string_free(out) }()
	if status == C.SUNDESK_OK {
		status = C.sundesk_templates_text(templates, t.c(id), t.c(args), t.c(delivery), nil, &out, &err)
	}
	return C.GoString(out), failed(status, &err)
}

// ---- the program ----

func main() {
	if err := run("bindings/c/examples/desk"); err != nil {
		log.Fatal(err)
	}
}

func run(dir string) error {
	var documents [3]string
	for i, name := range []string{"calendar.json", "policies.json", "ticket.json"} {
		bytes, err := os.ReadFile(dir + "/" + name)
		if err != nil {
			return err
		}
		documents[i] = string(bytes)
	}
	desk, err := NewDesk(documents[0], documents[1])
	if err != nil {
		return err
	}
	defer desk.Close()

	friday, holiday := instant("2026-05-22T13:00:00Z"), instant("2026-05-25T08:00:00Z")
	for _, at := range []time.Time{friday, holiday} {
		open, err := desk.IsOpen(at)
		if err != nil {
			return err
		}
		fmt.Printf("%s: the desk is %s\n", at.Format(time.RFC3339), map[bool]string{true: "open", false: "closed"}[open])
	}

	var due string
	for _, now := range []time.Time{friday, instant("2026-05-26T10:00:00Z")} {
		metric, err := desk.Metric(documents[2], now, "first reply")
		if err != nil {
			return err
		}
		state := "on time"
		if metric.state == C.SUNDESK_METRIC_BREACHED {
			state = "breached"
		}
		due = time.UnixMicro(int64(metric.due_at)).UTC().Format(time.RFC3339)
		fmt.Printf("%s: first reply %s, %d %% used, due %s\n", now.Format(time.RFC3339), state, metric.percent, due)
	}

	// The starter texts were checked by programs; here the desk decides that this is enough.
	config := `{"reference": "en", "gate": {"require_review": "nothing"}}`
	args := fmt.Sprintf(`{"ticket": "4711", "due": {"type": "datetime", "value": %q}}`, due)
	delivery := `{"locales": ["vi"], "channel": "sms", "ctx": {"zone": "Asia/Ho_Chi_Minh", "now": "2026-05-22T13:00:00Z"}}`
	text, err := StarterText(config, "ticket-received", args, delivery)
	if err != nil {
		return err
	}
	fmt.Println(text)

	_, err = NewDesk(`{"timezone": "Europe/Berln"}`, documents[1])
	var refused *Error
	if !errors.As(err, &refused) {
		return fmt.Errorf("a zone that is not there was not refused: %v", err)
	}
	fmt.Printf("refused (%d): %s\n", refused.Code, refused.Message)
	return nil
}

func instant(text string) time.Time {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		log.Fatal(err)
	}
	return at
}
