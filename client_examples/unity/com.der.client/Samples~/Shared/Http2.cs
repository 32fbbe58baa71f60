using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

/// <summary>.NET's own handler over HTTP/2, also without TLS. With .NET 5 or later write VersionPolicy directly; the reflection
/// is there because the samples also build for .NET Core 3.1.</summary>
internal sealed class Http2 : DelegatingHandler
{
    internal Http2() : base(new SocketsHttpHandler()) =>
        AppContext.SetSwitch("System.Net.Http.SocketsHttpHandler.Http2UnencryptedSupport", true);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        var policy = typeof(HttpRequestMessage).GetProperty("VersionPolicy");
        policy?.SetValue(request, Enum.Parse(policy.PropertyType, "RequestVersionExact"));
        return base.SendAsync(request, cancel);
    }
}
