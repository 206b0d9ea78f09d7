using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

static class StandardSignature
{
    // body: the raw bytes as they came, from request.Body
    // id, time, signatures: the headers webhook-id, webhook-timestamp, webhook-signature
    // secret: the webhook's, whsec_ included
    public static bool IsGenuine(byte[] body, string? id, string? time, string? signatures, string secret)
    {
        if (signatures == null
            || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out long sent)
            || Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - sent) > 300)
        {
            return false;
        }
        byte[] key = Convert.FromBase64String(secret.Replace("whsec_", ""));
        byte[] signed = Encoding.UTF8.GetBytes($"{id}.{time}.").Concat(body).ToArray();
        using var hmac = new HMACSHA256(key);
        byte[] expected = Encoding.UTF8.GetBytes("v1," + Convert.ToBase64String(hmac.ComputeHash(signed)));
        return signatures.Split(' ').Any(signature =>
            CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), expected));
    }
}
