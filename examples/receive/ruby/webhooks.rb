# Receives webhooks with Sinatra. Usage: WEBHOOK_SECRET=whsec_… PORT=3000 ruby webhooks.rb
require 'json'
require 'sinatra'
require_relative 'simple'
require_relative 'standard'

SECRET = ENV.fetch('WEBHOOK_SECRET')
MAX_BODY = 1024 * 1024 # a body has at most 256 KiB

set :bind, '127.0.0.1'
set :port, ENV.fetch('PORT', 3000)
set :environment, :production

# By Standard Webhooks: nobody can send a recorded request again after five minutes.
post '/webhooks' do
  body = raw
  id, time, signatures = %w[ID TIMESTAMP SIGNATURE].map { |name| request.env["HTTP_WEBHOOK_#{name}"] }
  halt 401 unless genuine?(body, id, time, signatures, SECRET)
  accept(JSON.parse(body))
  204
end

# By X-MGA-Signature. Offer one of both, never both on one path: the weaker one would decide.
post '/webhooks/simple' do
  body = raw
  halt 401 unless genuine_body?(body, request.env['HTTP_X_MGA_SIGNATURE'], SECRET)
  accept(JSON.parse(body))
  204
end

# The newest 10,000 ids. Your server keeps events in a table whose key is the id, as memory ends with the process.
SEEN = {}
LOCK = Mutex.new
EVENTS = Queue.new

helpers do
  # The raw bytes: the signature is of those.
  def raw
    body = request.body.read(MAX_BODY + 1) || ''
    halt 413 if body.bytesize > MAX_BODY
    body
  end

  # Takes an event in unless it came before.
  def accept(event)
    LOCK.synchronize do
      return if SEEN.key?(event['id'])

      SEEN[event['id']] = true
      SEEN.shift if SEEN.size > 10_000
    end
    EVENTS << event
  end
end

# The work is done after the answer.
Thread.new do
  while (event = EVENTS.pop)
    puts "#{event['id']} #{event['type']}"
    $stdout.flush
  end
end
