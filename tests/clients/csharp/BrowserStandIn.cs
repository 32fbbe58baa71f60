#nullable enable
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Der;

/// <summary>What a browser gives a web player: one thread, and a socket that is only asked. Whoever asks from another thread
/// ends the program, since there is none in a browser.</summary>
internal sealed class BrowserStandIn : IBrowserSocket
{
    internal static readonly int Player = Environment.CurrentManagedThreadId;
    private readonly ClientWebSocket _socket = new ClientWebSocket();
    private readonly ConcurrentQueue<(byte[] Bytes, bool Text)> _came = new ConcurrentQueue<(byte[], bool)>();
    private readonly BlockingCollection<byte[]> _going = new BlockingCollection<byte[]>();
    private volatile int _state;
    private volatile int _code;
    private int _buffered;

    internal BrowserStandIn(string url, string? token)
    {
        _socket.Options.AddSubProtocol("der.v1");
        if (token != null) _socket.Options.AddSubProtocol("bearer." + token);
        _ = RunAsync(new Uri(url));
    }

    public int State => OnPlayer(_state);

    public int Buffered => OnPlayer(_buffered);

    public int CloseCode => OnPlayer(_code);

    public void Send(byte[] bytes, int size)
    {
        var copy = new byte[OnPlayer(size)];
        Array.Copy(bytes, copy, size);
        Interlocked.Add(ref _buffered, size);
        _going.Add(copy);
    }

    public byte[]? Next(out bool text)
    {
        bool some = _came.TryDequeue(out var next);
        text = OnPlayer(next.Text);
        return some ? next.Bytes : null;
    }

    public void Dispose()
    {
        _going.CompleteAdding();
        _socket.Abort();
    }

    private static T OnPlayer<T>(T value)
    {
        if (Environment.CurrentManagedThreadId == Player) return value;
        Console.Error.WriteLine("another thread than the player's");
        Environment.Exit(3);
        return value;
    }

    private async Task RunAsync(Uri uri)
    {
        try
        {
            await Task.Run(() => _socket.ConnectAsync(uri, CancellationToken.None)).ConfigureAwait(false);
            _state = 1;
            new Thread(Write) { IsBackground = true }.Start();
            while (await ReadAsync().ConfigureAwait(false))
            {
            }
        }
        catch (Exception error) when (error is WebSocketException || error is ObjectDisposedException || error is OperationCanceledException)
        {
            _code = 1006;
        }
        _state = 3;
    }

    private void Write()
    {
        foreach (var bytes in _going.GetConsumingEnumerable())
        {
            try
            {
                _socket.SendAsync(bytes, WebSocketMessageType.Binary, true, CancellationToken.None).Wait();
            }
            catch (AggregateException)
            {
                return; // reading tells why
            }
            Interlocked.Add(ref _buffered, -bytes.Length);
        }
    }

    private async Task<bool> ReadAsync()
    {
        var whole = new MemoryStream();
        var piece = new byte[8192];
        while (true)
        {
            var got = await _socket.ReceiveAsync(new ArraySegment<byte>(piece), CancellationToken.None).ConfigureAwait(false);
            whole.Write(piece, 0, got.Count);
            if (got.MessageType == WebSocketMessageType.Close)
            {
                _code = (int)(_socket.CloseStatus ?? 0);
                return false;
            }
            if (!got.EndOfMessage) continue;
            _came.Enqueue((whole.ToArray(), got.MessageType == WebSocketMessageType.Text));
            return true;
        }
    }
}

/// <summary>Unity's main thread in small: what is posted waits for the next turn.</summary>
internal sealed class OneThread : SynchronizationContext
{
    private readonly ConcurrentQueue<(SendOrPostCallback, object?)> _posted = new ConcurrentQueue<(SendOrPostCallback, object?)>();

    public override void Post(SendOrPostCallback work, object? state) => _posted.Enqueue((work, state));

    internal void Turn()
    {
        while (_posted.TryDequeue(out var next)) next.Item1(next.Item2);
    }
}
