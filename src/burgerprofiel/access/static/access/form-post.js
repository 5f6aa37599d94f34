// The answer goes to the application by itself; without JavaScript the button does it.
document.getElementById("form-post").submit();
