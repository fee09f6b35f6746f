// Puts the latest question at the top of the window, so that its answer begins in sight.
(() => {
  const show = () => {
    const asked = document.querySelectorAll("[data-testid=stChatMessage]:has([data-testid=stChatMessageAvatarUser])");
    if (asked.length) asked[asked.length - 1].scrollIntoView({ block: "start" });
  };
  // Pictures arrive late and push the page along; a user who has begun to scroll is left alone.
  const waits = [50, 300, 800, 1500, 2500].map((wait) => setTimeout(show, wait));
  const leave = () => waits.forEach(clearTimeout);
  ["wheel", "touchstart", "pointerdown", "keydown"].forEach((act) => document.addEventListener(act, leave, { once: true }));
})();
