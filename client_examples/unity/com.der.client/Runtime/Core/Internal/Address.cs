#nullable enable
using System;

namespace Der.Internal
{
    /// <summary>Checks of where a transport leads.</summary>
    internal static class Address
    {
        internal static Uri Read(string address, string plain, string secure)
        {
            if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == plain || uri.Scheme == secure)) return uri;
            throw new ArgumentException($"'{address}' is no address: write {plain}://HOST:PORT or {secure}://HOST:PORT.");
        }

        /// <summary>The token, refused where it would travel in the clear.</summary>
        internal static Func<string?> Guarded(Uri address, Func<string?>? token)
        {
            if (token == null) return () => null;
            if (address.Scheme.EndsWith("s") || address.IsLoopback) return token;
            throw new DerException("NOT_ALLOWED", $"A token is only sent over TLS: use {address.Scheme}s:// for {address.Host}.");
        }
    }
}
