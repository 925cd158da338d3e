#!/usr/bin/perl
# A desk's first reply from Perl: open hours, due time, breach, and the mail to the customer. README.md says how to run it.
use v5.24;
use warnings;

# ---- the wrapper: copy this ----

# A refused call; `code` is a sundesk_status.
package Sundesk::Error {
    use overload '""' => sub { $_[0]{message} }, fallback => 1;
    sub code { $_[0]{code} }
}

# Owns a C handle; `$h->c` goes into calls.
package Sundesk::Handle {
    sub c { $_[0]{c} }
    sub DESTROY { my ($self) = @_; $self->{free}->call($self->{c}) unless ${^GLOBAL_PHASE} eq 'DESTRUCT' }
}

# The numbers about one metric of a ticket, as in the header.
package Sundesk::Metric {
    use FFI::Platypus::Record;
    record_layout_1(
        uint32 => 'struct_size', sint32 => 'state',
        (map { (sint64 => $_) } qw(elapsed remaining target due_at breach_after breached_at next_change percent paused)),
        uint32 => 'cycles', sint32 => 'outside_hours',
    );
}

package Sundesk {
    use Encode qw(decode_utf8);
    use FFI::Platypus 2.00;

    use constant METRIC_BREACHED => 5;
    my $ffi = FFI::Platypus->new(api => 2, lib => 'libsundesk.so.0');
    $ffi->type('record(Sundesk::Metric)*' => 'metric');

    # The arguments of the functions used here, without the error at the end. Texts go in as UTF-8 bytes.
    my %arguments = (
        calendar_new     => [qw(string opaque opaque*)],
        calendar_is_open => [qw(opaque sint64 sint32*)],
        calendars_new    => [qw(opaque opaque*)],
        policies_new     => [qw(string opaque opaque*)],
        history_new      => [qw(string opaque*)],
        sla_metric       => [qw(opaque opaque opaque sint64 string metric)],
        parse_instant    => [qw(string sint64*)],
        format_instant   => [qw(sint64 opaque*)],
        templates_from_sources    => [qw(string string opaque opaque*)],
        templates_text   => [qw(opaque string string string opaque opaque*)],
    );
    my %function = map { $_ => $ffi->function("sundesk_$_" => [@{ $arguments{$_} }, 'opaque*'] => 'sint32') } keys %arguments;
    $ffi->function(sundesk_abi_version => [] => 'uint32')->call == 0 or die 'not the library that this was written for';
    my $message     = $ffi->function(sundesk_error_message => ['opaque'] => 'string');
    my $free_error  = $ffi->function(sundesk_error_free    => ['opaque'] => 'void');
    my $free_string = $ffi->function(sundesk_string_free   => ['opaque'] => 'void');

    # Calls a function whose last argument is the error; a failure becomes an exception.
    sub call {
        my ($name, @arguments) = @_;
        my $code = $function{$name}->call(@arguments, \my $error) or return;
        my $text = decode_utf8($message->call($error));
        $free_error->call($error);
        die bless { code => $code, message => $text }, 'Sundesk::Error';
    }

    # A call with one output before the error.
    sub value { my ($name, @arguments) = @_; call($name, @arguments, \my $out); return $out }

    # A call whose output is a text, which is copied and freed.
    sub text {
        my $pointer = value(@_);
        my $text = decode_utf8($ffi->cast(opaque => 'string', $pointer));
        $free_string->call($pointer);
        return $text;
    }

    # A call whose output is a handle; it is freed with the object.
    sub handle {
        my ($type, @call) = @_;
        my $free = $ffi->function("sundesk_${type}_free" => ['opaque'] => 'void');
        return bless { c => value(@call), free => $free }, 'Sundesk::Handle';
    }
}

# ---- the program ----

package main;
use File::Basename qw(dirname);
use JSON::PP;

binmode STDOUT, ':encoding(UTF-8)';
my $json = JSON::PP->new->utf8->canonical;
my $desk = dirname(__FILE__) . '/desk';
sub slurp { my ($path) = @_; open my $file, '<:raw', $path or die "$path: $!"; local $/; return scalar <$file> }
sub instant { return Sundesk::value(parse_instant => $_[0]) }

my $office    = Sundesk::handle(calendar  => 'calendar_new', slurp("$desk/calendar.json"), undef);
my $calendars = Sundesk::handle(calendars => 'calendars_new', $office->c);
my $policies  = Sundesk::handle(policies  => 'policies_new', slurp("$desk/policies.json"), undef);
my $ticket    = Sundesk::handle(history   => 'history_new', slurp("$desk/ticket.json"));

for my $at ('2026-05-22T13:00:00Z', '2026-05-25T08:00:00Z') {
    my $open = Sundesk::value(calendar_is_open => $office->c, instant($at));
    say "$at: the desk is ", $open ? 'open' : 'closed';
}

my $metric = Sundesk::Metric->new;
$metric->struct_size(length $$metric);
my $due;
for my $now ('2026-05-22T13:00:00Z', '2026-05-26T10:00:00Z') {
    Sundesk::call(sla_metric => $policies->c, $calendars->c, $ticket->c, instant($now), 'first reply', $metric);
    my $state = $metric->state == Sundesk::METRIC_BREACHED ? 'breached' : 'on time';
    $due = Sundesk::text(format_instant => $metric->due_at);
    say "$now: first reply $state, ", $metric->percent, " % used, due $due";
}

# The starter texts were checked by programs; here the desk decides that this is enough.
my $config    = $json->encode({ reference => 'en', gate => { require_review => 'nothing' } });
my $templates = Sundesk::handle(templates => 'templates_from_sources', undef, $config, undef);
my $args      = $json->encode({ ticket => '4711', due => { type => 'datetime', value => $due } });
my $delivery  = $json->encode({
    locales => ['vi'], channel => 'sms', ctx => { zone => 'Asia/Ho_Chi_Minh', now => '2026-05-22T13:00:00Z' },
});
say Sundesk::text(templates_text => $templates->c, 'ticket-received', $args, $delivery, undef);

eval { Sundesk::handle(calendar => 'calendar_new', '{"timezone": "Europe/Berln"}', undef); 1 } or do {
    my $refused = $@;
    die $refused unless ref $refused && $refused->isa('Sundesk::Error');
    say 'refused (', $refused->code, "): $refused";
};
