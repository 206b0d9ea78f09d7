using System;
using System.Security.Cryptography;
using System.Text;

static class SimpleSignature
{
    // body: the raw bytes as they came, from request.Body
    // signature: the header X-MGA-Signature
    // secret: the webhook's, whsec_ included
    public static bool HasGenuineBody(byte[] body, string? signature, string secret)
    {
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        string hex = BitConverter.ToString(hmac.ComputeHash(body)).Replace("-", "").ToLowerInvariant();
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(signature ?? ""), Encoding.UTF8.GetBytes("sha256=" + hex));
    }
}
