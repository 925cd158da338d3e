<?php
/** A desk's first reply from PHP: open hours, due time, breach, and the mail to the customer. README.md says how to run it. */
declare(strict_types=1);

// ---- the wrapper: copy this ----

/** A refused call; the code is a sundesk_status. */
final class SundeskException extends RuntimeException
{
}

/** The library; one per process is enough. */
final class Sundesk
{
    private function __construct(public readonly FFI $c)
    {
        if ($c->sundesk_abi_version() !== $c->SUNDESK_ABI_VERSION) {
            throw new RuntimeException('the library is not that of the header');
        }
    }

    /** For scripts of the command line; behind a web server use preloaded(). */
    public static function load(string $header, string $library = 'libsundesk.so.0'): self
    {
        return new self(FFI::cdef(file_get_contents($header), $library));
    }

    /** The library that the settings of PHP have loaded, see README.md. */
    public static function preloaded(): self
    {
        return new self(FFI::scope('sundesk'));
    }

    /** Calls a function whose last argument is the error; a failure becomes an exception. */
    public function call(string $name, mixed ...$arguments): void
    {
        $error = $this->c->new('sundesk_error *');
        $status = $this->c->{"sundesk_$name"}(...[...$arguments, FFI::addr($error)]);
        if ($status !== $this->c->SUNDESK_OK) {
            $message = $this->c->sundesk_error_message($error);
            $this->c->sundesk_error_free($error);
            throw new SundeskException($message, $status);
        }
    }

    /** A call with one output, given as the last argument before the error: `int64_t`, `int32_t`. */
    public function value(string $type, string $name, mixed ...$arguments): int
    {
        $out = $this->c->new($type);
        $this->call($name, ...[...$arguments, FFI::addr($out)]);
        return $out->cdata;
    }

    /** A call whose output is a text, which is copied and freed. */
    public function text(string $name, mixed ...$arguments): string
    {
        $out = $this->c->new('char *');
        $this->call($name, ...[...$arguments, FFI::addr($out)]);
        $text = FFI::string($out);
        $this->c->sundesk_string_free($out);
        return $text;
    }

    /** A call whose output is a handle; it is freed with the object. */
    public function handle(string $type, string $name, mixed ...$arguments): SundeskHandle
    {
        $out = $this->c->new("sundesk_$type *");
        $this->call($name, ...[...$arguments, FFI::addr($out)]);
        return new SundeskHandle($this->c, $type, $out);
    }

    /** Where one metric of a ticket stands: the sundesk_metric of the header. */
    public function metric(SundeskHandle $policies, SundeskHandle $calendars, SundeskHandle $ticket, int $now, string $name): FFI\CData
    {
        $metric = $this->c->new('sundesk_metric');
        $metric->struct_size = FFI::sizeof($metric);
        $this->call('sla_metric', $policies->c, $calendars->c, $ticket->c, $now, $name, FFI::addr($metric));
        return $metric;
    }

    /** An instant: microseconds since 1970, as all calls take it. PHP's int has the 64 bits. */
    public function instant(string $text): int
    {
        return $this->value('int64_t', 'parse_instant', $text);
    }
}

/** Owns a C handle; `$h->c` goes into calls. */
final class SundeskHandle
{
    public function __construct(private FFI $ffi, private string $type, public readonly FFI\CData $c)
    {
    }

    public function __destruct()
    {
        $this->ffi->{"sundesk_{$this->type}_free"}($this->c);
    }
}

// ---- the program ----

$desk = __DIR__ . '/desk';
$sundesk = Sundesk::load(__DIR__ . '/../../../include/sundesk.ffi.h');

$office = $sundesk->handle('calendar', 'calendar_new', file_get_contents("$desk/calendar.json"), null);
$calendars = $sundesk->handle('calendars', 'calendars_new', $office->c);
$policies = $sundesk->handle('policies', 'policies_new', file_get_contents("$desk/policies.json"), null);
$ticket = $sundesk->handle('history', 'history_new', file_get_contents("$desk/ticket.json"));

foreach (['2026-05-22T13:00:00Z', '2026-05-25T08:00:00Z'] as $at) {
    $open = $sundesk->value('int32_t', 'calendar_is_open', $office->c, $sundesk->instant($at));
    echo "$at: the desk is ", $open ? 'open' : 'closed', "\n";
}

foreach (['2026-05-22T13:00:00Z', '2026-05-26T10:00:00Z'] as $now) {
    $metric = $sundesk->metric($policies, $calendars, $ticket, $sundesk->instant($now), 'first reply');
    $state = $metric->state === $sundesk->c->SUNDESK_METRIC_BREACHED ? 'breached' : 'on time';
    $due = $sundesk->text('format_instant', $metric->due_at);
    echo "$now: first reply $state, {$metric->percent} % used, due $due\n";
}

// The starter texts were checked by programs; here the desk decides that this is enough.
$templates = $sundesk->handle('templates', 'templates_from_sources', null, '{"reference": "en", "gate": {"require_review": "nothing"}}', null);
$args = ['ticket' => '4711', 'due' => ['type' => 'datetime', 'value' => $due]];
$delivery = ['locales' => ['vi'], 'channel' => 'sms', 'ctx' => ['zone' => 'Asia/Ho_Chi_Minh', 'now' => '2026-05-22T13:00:00Z']];
echo $sundesk->text('templates_text', $templates->c, 'ticket-received', json_encode($args), json_encode($delivery), null), "\n";

try {
    $sundesk->handle('calendar', 'calendar_new', '{"timezone": "Europe/Berln"}', null);
} catch (SundeskException $refused) {
    echo "refused ({$refused->getCode()}): {$refused->getMessage()}\n";
}
