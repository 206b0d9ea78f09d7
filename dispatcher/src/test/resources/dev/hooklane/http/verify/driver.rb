require_relative 'simple'
require_relative 'standard'

$stdin.each_line do |line|
  body, id, time, signatures, signature, secret = line.chomp.split("\t")
  raw = body.unpack1('m')
  standard = ARGV[0] == 'STANDARD'
  puts standard ? genuine?(raw, id, time, signatures, secret) : genuine_body?(raw, signature, secret)
end
