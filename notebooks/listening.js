const sound = document.getElementById("sound"), head = document.getElementById("head");
const turns = [...document.querySelectorAll(".turn")], lane = document.querySelector(".lane > div");
const seek = (at) => { if (!sound) return; sound.currentTime = Math.max(0, at - START); sound.play().catch(() => {}); };
document.querySelectorAll("[data-s]").forEach((part) => part.addEventListener("click", () => {
  seek(parseFloat(part.dataset.s) - (part.classList.contains("mark") ? 3 : 0));
}));
const follow = () => {
  const at = START + (sound ? sound.currentTime : 0), box = lane.getBoundingClientRect();
  const whole = head.parentElement.getBoundingClientRect();
  head.style.left = box.left - whole.left + box.width * Math.min(1, (at - START) / Math.max(END - START, 0.001)) + "px";
  turns.forEach((turn) => {
    const is = sound && !sound.paused && at >= parseFloat(turn.dataset.s) - 0.05 && at < parseFloat(turn.dataset.e);
    if (is && !turn.classList.contains("now")) {
      const list = turn.parentElement;
      list.scrollTop = turn.offsetTop - list.offsetTop - list.clientHeight / 3;
    }
    turn.classList.toggle("now", Boolean(is));
    is ? turn.setAttribute("aria-current", "true") : turn.removeAttribute("aria-current");
  });
};
if (sound) ["timeupdate", "play", "pause", "seeked"].forEach((name) => sound.addEventListener(name, follow));
addEventListener("resize", follow);
turns.forEach((turn) => turn.classList.toggle("around", turn.dataset.e <= START || turn.dataset.s >= END));
const begin = turns.find((turn) => !turn.classList.contains("around"));
if (begin) begin.parentElement.scrollTop = begin.offsetTop - begin.parentElement.offsetTop;
follow();
