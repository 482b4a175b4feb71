"""Models of the kinds that are configured, with random weights: they load and run, and know nothing."""

import json

import numpy as np
import tokenizers
from ctranslate2.specs import WhisperSpec
from faster_whisper.tokenizer import _LANGUAGE_CODES
from tokenizers import Tokenizer

HEAD = 64
TEXT_TOKENS, TIMESTAMPS = 50_257, 1_501


def special_tokens(languages):
    """Return what Whisper's vocabulary holds after its words, without timestamps."""
    tasks = ["translate", "transcribe", "startoflm", "startofprev", "nospeech", "notimestamps"]
    return [f"<|{name}|>" for name in ("endoftext", "startoftranscript", *languages, *tasks)]


def make_whisper(folder, *, width=HEAD, layers=1, mel_count=80, is_english=False, seed=0):
    """Write a multilingual Whisper for CTranslate2 of random weights into a new folder, and return it."""
    folder.mkdir(parents=True)
    words = [*tokenizers.pre_tokenizers.ByteLevel.alphabet(), *(f"w{number}" for number in range(TEXT_TOKENS - 256))]
    specials = special_tokens([code for code in _LANGUAGE_CODES if code != "yue"])
    tokens = [*words, *specials, *(f"<|{number * 0.02:.2f}|>" for number in range(TIMESTAMPS))]
    if is_english:
        tokens.remove("w0")
    spec = WhisperSpec(layers, width // HEAD, layers, width // HEAD)
    _fill(spec, width, mel_count, len(tokens), np.random.default_rng(seed))
    spec.register_vocabulary(tokens)
    spec.config.alignment_heads = [(layers - 1, 0)]
    spec.config.lang_ids = [tokens.index(token) for token in specials[2:-6]]
    spec.config.suppress_ids, spec.config.suppress_ids_begin = [], []
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))
    model = tokenizers.models.BPE({token: at for at, token in enumerate(tokens)}, [])
    tokenizer = Tokenizer(model)
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = tokenizers.decoders.ByteLevel()
    tokenizer.add_special_tokens(specials)
    tokenizer.save(str(folder / "tokenizer.json"))
    text = json.dumps({"feature_size": mel_count})
    (folder / "preprocessor_config.json").write_text(text, encoding="utf-8")
    return folder


def _fill(spec, width, mel_count, token_count, random):
    def numbers(*shape):
        return (0.02 * random.standard_normal(shape, dtype=np.float32)).astype(np.float32)

    def linear(part, outputs, inputs):
        part.weight, part.bias = numbers(outputs, inputs), numbers(outputs)

    def norm(part):
        part.gamma, part.beta = np.ones(width, np.float32), np.zeros(width, np.float32)

    encoder, decoder = spec.encoder, spec.decoder
    encoder.conv1.weight, encoder.conv1.bias = numbers(width, mel_count, 3), numbers(width)
    encoder.conv2.weight, encoder.conv2.bias = numbers(width, width, 3), numbers(width)
    encoder.position_encodings.encodings = numbers(1500, width)
    decoder.position_encodings.encodings = numbers(448, width)
    decoder.embeddings.weight = numbers(token_count, width)
    decoder.projection.weight = decoder.embeddings.weight
    for part in (encoder, decoder):
        norm(part.layer_norm)
        for layer in part.layer:
            attentions = [layer.self_attention] + ([layer.attention] if part is decoder else [])
            for attention in attentions:
                norm(attention.layer_norm)
                shares = (3, 1) if attention is layer.self_attention else (1, 2, 1)  # queries, keys and values, output
                for piece, share in zip(attention.linear, shares, strict=True):
                    linear(piece, share * width, width)
            norm(layer.ffn.layer_norm)
            linear(layer.ffn.linear_0, 4 * width, width)
            linear(layer.ffn.linear_1, width, 4 * width)


def make_pipeline(folder, *, seed=0):
    """Write a pipeline as `pyannote/speaker-diarization-community-1` is laid out, of random weights, and return it."""
    import torch
    from pyannote.audio.core.task import Problem, Resolution, Specifications
    from pyannote.audio.models.embedding import WeSpeakerResNet34
    from pyannote.audio.models.segmentation import PyanNet

    torch.manual_seed(seed)
    speaks = Specifications(
        problem=Problem.MONO_LABEL_CLASSIFICATION,
        resolution=Resolution.FRAME,
        duration=10.0,
        classes=["speaker#1", "speaker#2", "speaker#3"],
        powerset_max_classes=2,
        permutation_invariant=True,
    )
    voice = Specifications(problem=Problem.REPRESENTATION, resolution=Resolution.CHUNK, duration=10.0)
    segmentation = PyanNet(lstm={"hidden_size": 16, "num_layers": 1}, linear={"hidden_size": 16, "num_layers": 1})
    for name, network, specifications in (
        ("segmentation", segmentation, speaks),
        ("embedding", WeSpeakerResNet34(), voice),
    ):
        (folder / name).mkdir(parents=True)
        network.specifications = specifications
        network.build()
        checkpoint = {"state_dict": network.state_dict(), "hyper_parameters": dict(network.hparams)}
        network.on_save_checkpoint(checkpoint)
        torch.save(checkpoint, folder / name / "pytorch_model.bin")
    _write_plda(folder / "plda", np.random.default_rng(seed))
    (folder / "config.yaml").write_text(COMMUNITY, encoding="utf-8")
    return folder


def _write_plda(folder, random, *, voice=256, reduced=128):
    folder.mkdir()
    lda, tr = (
        random.standard_normal((voice, reduced)),
        np.eye(reduced) + 0.01 * random.standard_normal((reduced, reduced)),
    )
    np.savez(folder / "xvec_transform.npz", mean1=np.zeros(voice), mean2=np.zeros(reduced), lda=lda)
    np.savez(folder / "plda.npz", mu=np.zeros(reduced), tr=tr, psi=np.linspace(2.0, 1.0, reduced))


COMMUNITY = """
dependencies: {pyannote.audio: 4.0.0}
pipeline:
  name: pyannote.audio.pipelines.SpeakerDiarization
  params:
    clustering: VBxClustering
    segmentation: $model/segmentation
    segmentation_batch_size: 32
    embedding: $model/embedding
    embedding_batch_size: 32
    embedding_exclude_overlap: true
    plda: $model/plda
params:
  clustering: {threshold: 0.6, Fa: 0.07, Fb: 0.8}
  segmentation: {min_duration_off: 0.0}
"""
