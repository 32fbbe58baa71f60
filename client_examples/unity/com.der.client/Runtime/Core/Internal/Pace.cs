#nullable enable
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Der.Internal
{
    /// <summary>Who does a session's work: the thread pool, or, where there are no threads, whoever pumps.</summary>
    internal sealed class Pace
    {
        private readonly bool _ownThreads;
        private readonly List<(long DueUs, CancellationToken Cancel, TaskCompletionSource<bool> Done)> _timers =
            new List<(long, CancellationToken, TaskCompletionSource<bool>)>();

        internal Pace(bool ownThreads) => _ownThreads = ownThreads;

        /// <summary>Begin work. Without threads its continuations come to the context it is begun in.</summary>
        internal void Begin(Func<Task> work) => _ = _ownThreads ? Task.Run(work) : work();

        /// <summary>A source whose continuations keep away from the caller's thread, where there is another one.</summary>
        internal TaskCompletionSource<bool> Source() =>
            new TaskCompletionSource<bool>(_ownThreads ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None);

        /// <summary>Completes after so many seconds; cancelling forgets it.</summary>
        internal Task After(double seconds, CancellationToken cancel = default)
        {
            if (_ownThreads) return Task.Delay(TimeSpan.FromSeconds(seconds), cancel);
            var done = new TaskCompletionSource<bool>();
            _timers.Add((DerClock.NowUs + (long)(seconds * 1e6), cancel, done));
            return done.Task;
        }

        /// <summary>Complete what is due. Does nothing where there are threads.</summary>
        internal void Pump()
        {
            for (int i = _timers.Count - 1; i >= 0; i--)
            {
                var (dueUs, cancel, done) = _timers[i];
                if (!cancel.IsCancellationRequested && dueUs > DerClock.NowUs) continue;
                _timers.RemoveAt(i);
                if (cancel.IsCancellationRequested) done.TrySetCanceled();
                else done.TrySetResult(true);
                i = Math.Min(i, _timers.Count); // a continuation may have added some
            }
        }
    }
}
