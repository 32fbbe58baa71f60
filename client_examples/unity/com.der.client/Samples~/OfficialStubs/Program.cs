// The official stubs: what a server says of itself. Not compiled in this project's tests, since NuGet is needed.
using System;
using Der.V1;
using Grpc.Net.Client;

AppContext.SetSwitch("System.Net.Http.SocketsHttpHandler.Http2UnencryptedSupport", true);
using var channel = GrpcChannel.ForAddress("http://127.0.0.1:50710");
var described = await new DerService.DerServiceClient(channel).DescribeAsync(new DescribeRequest());
Console.WriteLine($"DER Server {described.Version}: {string.Join(", ", described.Labels)}");
