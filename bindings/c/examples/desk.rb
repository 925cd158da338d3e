# A desk's first reply from Ruby: open hours, due time, breach, and the mail to the customer. README.md says how to run it.
require "fiddle/import"
require "json"

# ---- the wrapper: copy this ----

# The C library. Every function of the header is a method here.
module Sundesk
  # A refused call; `code` is a sundesk_status.
  class Error < StandardError
    attr_reader :code

    def initialize(code, message)
      @code = code
      super(message)
    end
  end

  # Functions as the header declares them.
  module C
    extend Fiddle::Importer
    header = File.read(ENV.fetch("SUNDESK_HEADER", File.join(__dir__, "../../../include/sundesk.ffi.h")))
    dlload "libsundesk.so.0"
    typealias "sundesk_status", "int"
    %w[sundesk_transform sundesk_function sundesk_drop].each { |callback| typealias callback, "void *" }
    header.scan(/^(?!typedef)[\w *]+\bsundesk_\w+\([^;{]*\);/m) { |declaration| extern declaration.gsub(/\s+/, " ") }
    fields = header[/typedef struct \{([^}]*)\} sundesk_metric;/m, 1].split(";").map(&:strip).reject(&:empty?)
    Metric = struct(fields)
    header.scan(/^  SUNDESK_(\w+) = (\d+),/) { |name, number| const_set(name, number.to_i) }
  end

  raise "not the library of the header" unless C.sundesk_abi_version == C::ABI_VERSION

  module_function

  # Calls a function whose last argument is the error; a failure becomes an exception.
  def call(name, *arguments)
    error = Fiddle::Pointer.malloc(Fiddle::SIZEOF_VOIDP, Fiddle::RUBY_FREE)
    error[0, Fiddle::SIZEOF_VOIDP] = [0].pack("J")
    code = C.public_send("sundesk_#{name}", *arguments, error)
    return if code.zero?

    message = C.sundesk_error_message(error.ptr).to_s.force_encoding(Encoding::UTF_8)
    C.sundesk_error_free(error.ptr)
    raise Error.new(code, message)
  end

  # A call with one output before the error, as `unpack1` reads it: "q" is an int64_t, "l" an int32_t, "J" a pointer.
  def value(form, name, *arguments)
    out = Fiddle::Pointer.malloc(8, Fiddle::RUBY_FREE)
    call(name, *arguments, out)
    out[0, 8].unpack1(form)
  end

  # A call whose output is a text, which is copied and freed.
  def text(name, *arguments)
    pointer = Fiddle::Pointer.new(value("J", name, *arguments))
    pointer.to_s.force_encoding(Encoding::UTF_8)
  ensure
    C.sundesk_string_free(pointer)
  end

  # A call whose output is a handle; it is freed with the object.
  def handle(type, name, *arguments)
    Fiddle::Pointer.new(value("J", name, *arguments), 0, C["sundesk_#{type}_free"])
  end

  # An instant: microseconds since 1970, as all calls take it.
  def instant(text) = value("q", :parse_instant, text)
end

# ---- the program ----

desk = File.join(__dir__, "desk")
office = Sundesk.handle(:calendar, :calendar_new, File.read("#{desk}/calendar.json"), nil)
calendars = Sundesk.handle(:calendars, :calendars_new, office)
policies = Sundesk.handle(:policies, :policies_new, File.read("#{desk}/policies.json"), nil)
ticket = Sundesk.handle(:history, :history_new, File.read("#{desk}/ticket.json"))

%w[2026-05-22T13:00:00Z 2026-05-25T08:00:00Z].each do |at|
  open = Sundesk.value("l", :calendar_is_open, office, Sundesk.instant(at))
  puts "#{at}: the desk is #{open == 1 ? 'open' : 'closed'}"
end

metric = Sundesk::C::Metric.malloc(Fiddle::RUBY_FREE)
metric.struct_size = Sundesk::C::Metric.size
due = nil
%w[2026-05-22T13:00:00Z 2026-05-26T10:00:00Z].each do |now|
  Sundesk.call(:sla_metric, policies, calendars, ticket, Sundesk.instant(now), "first reply", metric)
  state = metric.state == Sundesk::C::METRIC_BREACHED ? "breached" : "on time"
  due = Sundesk.text(:format_instant, metric.due_at)
  puts "#{now}: first reply #{state}, #{metric.percent} % used, due #{due}"
end

# The starter texts were checked by programs; here the desk decides that this is enough.
config = { reference: "en", gate: { require_review: "nothing" } }
templates = Sundesk.handle(:templates, :templates_from_sources, nil, config.to_json, nil)
args = { ticket: "4711", due: { type: "datetime", value: due } }
delivery = { locales: ["vi"], channel: "sms", ctx: { zone: "Asia/Ho_Chi_Minh", now: "2026-05-22T13:00:00Z" } }
puts Sundesk.text(:templates_text, templates, "ticket-received", args.to_json, delivery.to_json, nil)

begin
  Sundesk.handle(:calendar, :calendar_new, '{"timezone": "Europe/Berln"}', nil)
rescue Sundesk::Error => e
  puts "refused (#{e.code}): #{e.message}"
end
