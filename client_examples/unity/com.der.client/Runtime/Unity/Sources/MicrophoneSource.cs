#nullable enable
using System;
using Der.V1;
using Google.Protobuf;
using UnityEngine;

namespace Der.Unity
{
    /// <summary>The microphone as 16-bit sound at 16 kHz. Recording runs while the component is enabled.</summary>
    [AddComponentMenu("DER/Microphone Source")]
    public sealed class MicrophoneSource : DerSource
    {
        private const int RateHz = 16000, RingS = 2;

        [SerializeField, Tooltip("Empty = the default microphone.")]
        private string device = "";

        private AudioClip? _clip;
        private int _read;
        private long _first;
        private float[] _floats = new float[0];

        /// <inheritdoc/>
        public override Modality Modality => Modality.Voice;

        /// <inheritdoc/>
        public override void Declare(SessionStart start)
        {
            start.Voice = new VoiceFormat { SampleRateHz = RateHz, Channels = 1 };
            _first = 0;
            _read = _clip == null ? 0 : Microphone.GetPosition(Device);
        }

        /// <inheritdoc/>
        public override void Sample(Signals signals, long timeUs)
        {
            if (_clip == null) return;
            int waiting = (Microphone.GetPosition(Device) - _read + _clip.samples) % _clip.samples;
            if (waiting < RateHz / 50) return;
            if (_floats.Length != waiting) _floats = new float[waiting];
            _clip.GetData(_floats, _read);
            long beganUs = timeUs - waiting * 1_000_000L / RateHz;
            signals.Voices.Add(new VoiceChunk { CaptureTimeUs = beganUs, FirstSample = _first, Data = Pcm16(_floats) });
            _read = (_read + waiting) % _clip.samples;
            _first += waiting;
        }

        private string? Device => device == "" ? null : device;

        private void OnEnable() => _clip = Microphone.Start(Device, true, RingS, RateHz);

        private void OnDisable()
        {
            Microphone.End(Device);
            _clip = null;
        }

        private static ByteString Pcm16(float[] samples)
        {
            var bytes = new byte[2 * samples.Length];
            for (int i = 0; i < samples.Length; i++)
            {
                short value = (short)(Math.Max(-1f, Math.Min(1f, samples[i])) * short.MaxValue);
                bytes[2 * i] = (byte)value;
                bytes[2 * i + 1] = (byte)(value >> 8);
            }
            return UnsafeByteOperations.UnsafeWrap(bytes);
        }
    }
}
